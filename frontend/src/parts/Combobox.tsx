// SPDX-License-Identifier: EUPL-1.2
import { Fragment, useId, useState, type KeyboardEvent } from "react";

import { useMessages, type Messages } from "../language/language";
import { Field } from "./Field";

export interface Suggestion {
  id: string;
  label: string;
  /** What tells it from others with this label. */
  detail?: string;
  /** Suggestions of one group follow each other. */
  group?: string;
}

interface Props {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  suggestions: readonly Suggestion[];
  onChoose: (chosen: Suggestion) => void;
  /** Enter while no suggestion is marked. */
  onEnter?: () => void;
  /** Escape, or going elsewhere without having chosen. */
  onLeave?: () => void;
}

const nameOf = ({ group, id }: Suggestion): string => `${group} ${id}`;

const messages: Messages<{ found: (count: number) => string }> = {
  nl: { found: (count) => (count === 1 ? "1 suggestie" : `${count} suggesties`) },
  en: { found: (count) => (count === 1 ? "1 suggestion" : `${count} suggestions`) },
};

/** A text field with suggestions below it: arrows mark one, Enter takes it, Escape closes them. */
export function Combobox({ label, placeholder, text, onText, suggestions, onChoose, onEnter, onLeave }: Props) {
  const words = useMessages(messages);
  const list = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const marked = suggestions.findIndex((each) => nameOf(each) === name); // the list may be another by now
  if (name && marked < 0) setName("");
  const setMarked = (place: number) => setName(suggestions[place] ? nameOf(suggestions[place]) : "");
  const shown = open && suggestions.length > 0;

  function close() {
    setOpen(false);
    setMarked(-1);
  }
  function take(chosen: Suggestion) {
    close();
    onChoose(chosen);
  }
  function step(by: 1 | -1) {
    setOpen(true);
    const count = suggestions.length + 1; // one place is the field itself
    const next = ((marked + 1 + by + count) % count) - 1;
    setMarked(next);
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
  }
  function onKeyDown(event: KeyboardEvent) {
    const chosen = shown ? suggestions[marked] : undefined;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && chosen) take(chosen);
    else if (event.key === "Enter" && onEnter) {
      close();
      onEnter();
    } else if (event.key === "Escape" && shown) close();
    else if (event.key === "Escape" && onLeave) onLeave();
    else return;
    event.preventDefault();
  }

  return (
    <div className="combobox">
      <Field label={label}>
        {(control) => (
          <input
            {...control}
            type="search"
            role="combobox"
            className="utrecht-textbox"
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={list}
            {...(shown && marked >= 0 ? { "aria-activedescendant": `${list}-${marked}` } : {})}
            autoComplete="off"
            {...(placeholder ? { placeholder } : {})}
            value={text}
            onChange={({ target }) => {
              setOpen(true);
              setMarked(-1);
              onText(target.value);
            }}
            onFocus={(event) => event.target.select()}
            onClick={() => setOpen(true)}
            onBlur={() => {
              close();
              onLeave?.();
            }}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {/* The mouse must not take the focus away, or the list would be gone before the click. */}
      <div
        id={list}
        role="listbox"
        aria-label={label}
        hidden={!shown}
        className="combobox__list"
        onMouseDown={(event) => event.preventDefault()}
      >
        {suggestions.map((each, i) => (
          <Fragment key={nameOf(each)}>
            {each.group && each.group !== suggestions[i - 1]?.group && (
              <div className="combobox__group" aria-hidden="true">
                {each.group}
              </div>
            )}
            <div
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === marked}
              className="combobox__option"
              onClick={() => take(each)}
            >
              <span lang="nl">{each.label}</span>
              {each.detail && (
                <span className="combobox__detail">
                  <span className="visually-hidden">, </span>
                  {each.detail}
                </span>
              )}
              {each.group && <span className="visually-hidden">, {each.group}</span>}
            </div>
          </Fragment>
        ))}
      </div>
      <div className="visually-hidden" role="status">
        {shown && words.found(suggestions.length)}
      </div>
    </div>
  );
}
