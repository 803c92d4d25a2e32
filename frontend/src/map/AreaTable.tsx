// SPDX-License-Identifier: EUPL-1.2
import type { AreaLevel, InitiativeFilter } from "../api/generated/schema";
import { useAnswer } from "../api/useAnswer";
import { filterParameters, useFilters } from "../filters/filters";
import { useFormat, useMessages, type Messages } from "../language/language";
import { useNames } from "../language/names";
import { Answered, Empty } from "../parts/states";
import { Table, type Column } from "../parts/Table";
import { TableFiles } from "../parts/TableFiles";
import type { Choices, Choose } from "./choices";
import { MEASURES, useSpots, type Spot } from "./figures";
import { COUNTS } from "./questions";

interface Texts {
  caption: (level: string) => string;
  none: string;
  area: string;
  initiatives: string;
  counted: { initiatieven: string; steun: string; trekkers: string; "witte-vlekken": string };
  residents: string;
  rate: string;
  expected: string;
  margin: string;
  between: (low: string, high: string) => string;
  meaning: string;
}

const messages: Messages<Texts> = {
  nl: {
    caption: (level) => `Cijfers per gebied (${level.toLowerCase()})`,
    none: "Er zijn geen gebieden bekend.",
    area: "Gebied",
    initiatives: "Initiatieven",
    counted: {
      initiatieven: "Initiatieven",
      steun: "Met steun",
      trekkers: "Trekkers",
      "witte-vlekken": "Initiatieven",
    },
    residents: "Inwoners",
    rate: "Per 1.000 inwoners",
    expected: "Te verwachten",
    margin: "Marge per 1.000",
    between: (low, high) => `${low} tot ${high}`,
    meaning: "Wat dit zegt",
  },
  en: {
    caption: (level) => `Figures by area (${level.toLowerCase()})`,
    none: "No areas are known.",
    area: "Area",
    initiatives: "Initiatives",
    counted: {
      initiatieven: "Initiatives",
      steun: "With support",
      trekkers: "Initiators",
      "witte-vlekken": "Initiatives",
    },
    residents: "Residents",
    rate: "Per 1,000 residents",
    expected: "To be expected",
    margin: "Margin per 1,000",
    between: (low, high) => `${low} to ${high}`,
    meaning: "What this says",
  },
};

interface Props {
  level: AreaLevel;
  filter: InitiativeFilter;
  choices: Choices;
  choose: Choose;
}

/** The figures that areas are coloured by, also as files; without a colour, how many initiatives each has. */
export function AreaTable(props: Props) {
  const { level, filter, choices } = props;
  if (!choices.colour) return <Counts {...props} />;
  const parameters = filterParameters(filter);
  parameters.set("level", level);
  parameters.set("measure", MEASURES[choices.colour]);
  return (
    <>
      <Figures {...props} />
      <TableFiles table="blind-spots" parameters={parameters} />
    </>
  );
}

function Counts({ level, filter, choose }: Props) {
  const text = useMessages(messages);
  const names = useNames();
  const format = useFormat();
  const answer = useAnswer(COUNTS, { level, filter });
  return (
    <Answered answer={answer}>
      {({ areaCounts }) => (
        <Areas
          level={names.levels[level]}
          choose={choose}
          rows={areaCounts}
          columns={[
            {
              key: "initiatives",
              header: text.initiatives,
              numeric: true,
              value: ({ initiatives }) => initiatives,
              cell: ({ initiatives }) => format.number(initiatives),
            },
          ]}
        />
      )}
    </Answered>
  );
}

function Figures({ level, filter, choices, choose }: Props) {
  const text = useMessages(messages);
  const names = useNames();
  const answer = useSpots(choices.colour, level, filter);
  const number = useWritten();
  const figure = (key: "observed" | "expected" | "rate", header: string, decimals: number): Column<Spot> => ({
    key,
    header,
    numeric: true,
    value: (spot) => spot[key],
    cell: (spot) => number(spot[key], decimals),
  });
  return (
    <Answered answer={answer}>
      {({ blindSpots }) => (
        <Areas
          level={names.levels[level]}
          choose={choose}
          rows={blindSpots}
          columns={[
            figure("observed", text.counted[choices.colour ?? "initiatieven"], 0),
            figure("expected", text.expected, 1),
            figure("rate", text.rate, 1),
            {
              key: "margin",
              header: text.margin,
              numeric: true,
              value: ({ low }) => low,
              cell: ({ low, high }) => (low === null ? "–" : text.between(number(low, 1), number(high, 1))),
            },
            {
              key: "meaning",
              header: text.meaning,
              value: (spot) => spot.text,
              cell: (spot) => <span className="area-meaning">{spot.text}</span>,
            },
          ]}
        />
      )}
    </Answered>
  );
}

function useWritten(): (value: number | null, decimals: number) => string {
  const format = useFormat();
  return (value, decimals) => (value === null ? "–" : format.number(value, decimals));
}

interface Row {
  area: { id: string; name: string; population: number | null };
}

function Areas<Each extends Row>(props: {
  level: string;
  rows: readonly Each[];
  columns: readonly Column<Each>[];
  choose: Choose;
}) {
  const text = useMessages(messages);
  const number = useWritten();
  const { setFilters } = useFilters();
  function show(id: string) {
    setFilters({ areas: [id] });
    props.choose({ tab: "initiatieven" }, true);
  }
  if (props.rows.length === 0)
    return (
      <Empty>
        <p>{text.none}</p>
      </Empty>
    );
  return (
    <Table<Each>
      caption={text.caption(props.level)}
      rows={props.rows}
      rowKey={({ area }) => area.id}
      inAddress
      columns={[
        {
          key: "name",
          header: text.area,
          value: ({ area }) => area.name,
          cell: ({ area }) => (
            <button type="button" className="link-button nl-link" lang="nl" onClick={() => show(area.id)}>
              {area.name}
            </button>
          ),
        },
        ...props.columns.slice(0, 1),
        {
          key: "residents",
          header: text.residents,
          numeric: true,
          value: ({ area }) => area.population,
          cell: ({ area }) => number(area.population, 0),
        },
        ...props.columns.slice(1),
      ]}
    />
  );
}
