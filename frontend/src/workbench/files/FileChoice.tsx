// SPDX-License-Identifier: EUPL-1.2
import { useState, type DragEvent } from "react";

import { useFormat, useMessages } from "../../language/language";
import { Field } from "../../parts/Field";
import { messages } from "./messages";

interface Props {
  accept: string;
  chosen: File | undefined;
  error: string | undefined;
  onChoose: (file: File | undefined) => void;
}

/** A field for one file, in a zone that files can be dropped on. */
export function FileChoice({ accept, chosen, error, onChoose }: Props) {
  const text = useMessages(messages);
  const format = useFormat();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onChoose(file);
  }

  return (
    <div
      className={`drop-zone ${over ? "drop-zone--over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field label={text.choose} description={text.drop} error={error}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept={accept}
            className="drop-zone__input"
            onChange={({ target }) => onChoose(target.files?.[0])}
          />
        )}
      </Field>
      <p role="status">{chosen && text.chosen(chosen.name, size(chosen.size, format.number))}</p>
    </div>
  );
}

function size(bytes: number, number: (value: number, decimals?: number) => string): string {
  return bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(bytes / 1_000_000, 1)} MB`;
}
