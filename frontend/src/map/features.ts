// SPDX-License-Identifier: EUPL-1.2
// What the API answered, as GeoJSON for the drawing.
import type { Feature, FeatureCollection, Geometry } from "geojson";

import type { AreaOutlinesQuery, MapLinesQuery, MapMarksQuery } from "../api/generated/graphql";
import { countPicture, type Pattern } from "./images";

export type Mark = MapMarksQuery["mapFeatures"][number];
type Outline = AreaOutlinesQuery["areaCounts"][number];
export interface Place {
  lon: number;
  lat: number;
}

/** How an area is coloured. */
export interface Look {
  fill?: string;
  pattern?: Pattern;
}

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

const feature = (geometry: Geometry, properties: object): Feature => ({ type: "Feature", geometry, properties });

const point = ({ lon, lat }: Place, properties: object): Feature =>
  feature({ type: "Point", coordinates: [lon, lat] }, properties);

/** Each mark names its picture: that of its status, or of its count. */
export const marksOf = (marks: readonly Mark[]): FeatureCollection =>
  collection(
    marks.map(({ count, point: place, initiative }, index) =>
      point(place, { index, count, title: initiative?.title ?? "", picture: initiative?.status ?? countPicture(count) }),
    ),
  );

export const areasOf = (outlines: readonly Outline[], looks: ReadonlyMap<string, Look>, chosen: string) =>
  collection(
    outlines.flatMap(({ area: { id, geometry } }) =>
      geometry ? [feature(geometry, { id, chosen: id === chosen, ...looks.get(id) })] : [],
    ),
  );

export const namesOf = (outlines: readonly Outline[]): FeatureCollection =>
  collection(outlines.flatMap(({ area: { name, centre } }) => (centre ? [point(centre, { name })] : [])));

export const placesOf = (places: readonly Place[]): FeatureCollection =>
  collection(places.map((place) => point(place, {})));

/** A line for each two that are joined, from mark to mark. Who has no place cannot be drawn. */
export function linesOf({ nodes, edges }: MapLinesQuery["network"], marks: readonly Mark[]): FeatureCollection {
  const places = new Map(
    nodes.flatMap((node) => ("place" in node && node.place ? [[node.id, drawnAt(node.place, marks)]] : [])),
  );
  return collection(
    edges.flatMap(({ source, target }) => {
      const [from, to] = [places.get(source), places.get(target)];
      if (!from || !to || from === to) return [];
      return [feature({ type: "LineString", coordinates: [[from.lon, from.lat], [to.lon, to.lat]] }, {})];
    }),
  );
}

/** Where a place is drawn: at the mark that stands for it; one that does not match has none. */
function drawnAt(place: Place, marks: readonly Mark[]): Place {
  const inside = ({ box }: Mark) =>
    box.west <= place.lon && place.lon <= box.east && box.south <= place.lat && place.lat <= box.north;
  return marks.find(inside)?.point ?? place;
}
