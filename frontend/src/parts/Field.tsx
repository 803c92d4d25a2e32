// SPDX-License-Identifier: EUPL-1.2
import { useId, type ReactNode } from "react";

interface Control {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

interface Props {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  children: (control: Control) => ReactNode;
}

/** A form field: its label, help and error, tied to the control that `children` makes. */
export function Field({ label, description, error, children }: Props) {
  const id = useId();
  const described = [description && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={`utrecht-form-field ${error ? "utrecht-form-field--invalid" : ""}`}>
      <label className="utrecht-form-label" htmlFor={id}>
        {label}
      </label>
      {description && (
        <div className="utrecht-form-field-description" id={`${id}-help`}>
          {description}
        </div>
      )}
      {error && (
        <div className="utrecht-form-field-error-message" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
    </div>
  );
}

/** A choice from a list. */
export function Choice<Value extends string>(props: {
  label: string;
  description?: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) {
  return (
    <Field label={props.label} description={props.description}>
      {(control) => (
        <select
          {...control}
          className="utrecht-select utrecht-select--html-select"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value as Value)}
        >
          {props.options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
