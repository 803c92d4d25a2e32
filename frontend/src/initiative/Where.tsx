// SPDX-License-Identifier: EUPL-1.2
import { writeView } from "../map/view";
import { useMessages } from "../language/language";
import { PageLink } from "../parts/PageLink";
import type { Initiative } from "./initiative";
import { messages } from "./messages";
import { fit, path } from "./outline";

const [WIDTH, HEIGHT, ZOOM] = [360, 260, 14];

/** Where an initiative is: its areas in outline, the larger area around them, and the point. */
export function Where({ initiative }: { initiative: Initiative }) {
  const text = useMessages(messages);
  const { place, location, areas, locationPrecision, title } = initiative;
  const inner = areas.nodes.flatMap(({ geometry }) => (geometry ? [geometry] : []));
  const outer = areas.nodes.flatMap(({ partOf }) => partOf.nodes.flatMap(({ geometry }) => (geometry ? [geometry] : [])));
  const points = [place, location].flatMap((point) => (point ? [[point.lon, point.lat]] : []));
  if (!place) return null;
  const projection = fit([...outer, ...inner], points, WIDTH, HEIGHT);
  const [x, y] = projection.at(place.lon, place.lat);
  const venue = locationPrecision === "VENUE";
  const names = areas.nodes.flatMap(({ name, partOf }) => [name, ...partOf.nodes.map((larger) => larger.name)]);
  return (
    <figure className="card where">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${names.join(", ")}`}>
        {outer.map((outline, index) => (
          <path key={index} className="where__outer" fillRule="evenodd" d={path(outline, projection)} />
        ))}
        {inner.map((outline, index) => (
          <path key={index} className="where__inner" fillRule="evenodd" d={path(outline, projection)} />
        ))}
        <circle className="where__place" cx={x} cy={y} r={7} />
        {location && !venue && <Cross at={projection.at(location.lon, location.lat)} />}
      </svg>
      <figcaption className="small stack">
        <p className="quiet">
          {venue ? text.atVenue : text.atArea} {location && !venue && text.exact}
        </p>
        <p className="no-print">
          <PageLink to="map" parameters={{ beeld: writeView({ ...place, zoom: ZOOM }), gekozen: initiative.id }}>
            {text.onMap}
          </PageLink>
        </p>
      </figcaption>
    </figure>
  );
}

function Cross({ at: [x, y] }: { at: [number, number] }) {
  return <path className="where__exact" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />;
}
