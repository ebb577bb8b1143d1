import { type ComponentProps, type ReactNode, useId } from "react";

export interface TextFieldProps extends Omit<ComponentProps<"input">, "id" | "onChange" | "className"> {
  label: string;
  value: string;
  onChange(value: string): void;
  help?: string;
  /** What is wrong with what was typed; takes the place of the help. */
  problem?: string | null;
  /** Something inside the field's right end. */
  end?: ReactNode;
}

/** A field for one line, with its label, and what there is to know or to mend about it. */
export function TextField({ label, onChange, help, problem = null, end, ...rest }: TextFieldProps) {
  const id = useId();
  const told = problem ?? help;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <span className="relative block">
        <input
          {...rest}
          id={id}
          aria-invalid={problem !== null}
          aria-describedby={told ? `${id}-told` : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={`field min-h-11 ${end ? "!pr-12" : ""}`}
        />
        {end}
      </span>
      {told && (
        <p
          id={`${id}-told`}
          role={problem ? "alert" : undefined}
          className={`mt-1 text-sm break-words ${problem ? "text-danger" : "text-muted"}`}
        >
          {told}
        </p>
      )}
    </div>
  );
}
