// SPDX-License-Identifier: EUPL-1.2
import { useState, type FormEvent } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { Heading } from "@nl-design-system-candidate/heading-react";

import { useFormat, useMessages } from "../../language/language";
import { Alert } from "../../parts/Alert";
import { FileChoice } from "./FileChoice";
import { load, MOST_BYTES, NotLoaded, type Loaded } from "./load";
import { LoadOptions, NO_OPTIONS } from "./LoadOptions";
import { LoadReport } from "./LoadReport";
import { messages } from "./messages";

const KINDS = [".pb", ".geojson", ".json"];

/** Loads a file, and shows what it did. */
export function Files() {
  const text = useMessages(messages);
  const format = useFormat();
  const [file, setFile] = useState<File>();
  const [options, setOptions] = useState(NO_OPTIONS);
  const [part, setPart] = useState<number>();
  const [wrong, setWrong] = useState<NotLoaded>();
  const [done, setDone] = useState<Loaded>();
  const refused = file && refusal(file);

  function refusal({ name, size }: File): string | undefined {
    if (!KINDS.some((kind) => name.toLowerCase().endsWith(kind))) return text.unknown;
    return size > MOST_BYTES ? text.tooLarge : undefined;
  }

  function choose(chosen: File | undefined) {
    setFile(chosen);
    setWrong(undefined);
    setDone(undefined);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!file || refused || part !== undefined) return;
    setWrong(undefined);
    setPart(0);
    try {
      setDone(await load(file, options, setPart));
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      setWrong(error);
    } finally {
      setPart(undefined);
    }
  }

  if (done) return <LoadReport done={done} onAnother={() => choose(undefined)} />;
  return (
    <section className="stack">
      <Heading level={2}>{text.title}</Heading>
      <p>{text.intro}</p>
      <ul>
        {text.kinds.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <p>{text.safe}</p>
      <form className="stack load" onSubmit={(event) => void submit(event)}>
        <FileChoice accept={KINDS.join(",")} chosen={file} error={refused} onChoose={choose} />
        {file && !refused && <LoadOptions file={file} options={options} onChange={setOptions} />}
        <div>
          <Button
            purpose="primary"
            type="submit"
            disabled={!file || !!refused}
            busy={part !== undefined}
          >
            {text.load}
          </Button>
        </div>
        {part !== undefined && (
          <p role="status">{part < 1 ? text.sending(format.percent(part)) : text.reading}</p>
        )}
        {wrong && <Wrong error={wrong} />}
      </form>
    </section>
  );
}

function Wrong({ error }: { error: NotLoaded }) {
  const text = useMessages(messages);
  if (error.status === 401) return <Alert type="error">{text.expired}</Alert>;
  if (!error.detail) return <Alert type="error">{text.unreachable}</Alert>;
  return (
    <Alert type="error">
      <p>{text.wrong}</p>
      <p lang="en" className="load__detail">
        {error.detail}
      </p>
      <p>{text.nothingWritten}</p>
    </Alert>
  );
}
