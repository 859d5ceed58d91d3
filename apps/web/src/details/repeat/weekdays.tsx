import { Calendar } from "../../words/calendar.js";
import { repeatWords } from "../../words/repeat-words.js";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface WeekdaysProps {
  /** Monday is 1, Sunday 7. */
  readonly days: readonly number[];
  readonly onDays: (days: readonly number[]) => void;
}

/** The days of the week on which it comes. */
export function Weekdays({ days, onDays }: WeekdaysProps) {
  const calendar = new Calendar();
  return (
    <fieldset className="repeat-weekdays">
      <legend>{repeatWords().weekdays}</legend>
      {DAYS.map((day) => (
        <label key={day} title={calendar.weekday(day)}>
          <input
            type="checkbox"
            aria-label={calendar.weekday(day)}
            checked={days.includes(day)}
            onChange={({ target: { checked } }) =>
              onDays(checked ? [...days, day] : days.filter((other) => other !== day))
            }
          />
          <span aria-hidden="true">{calendar.weekday(day, "short")}</span>
        </label>
      ))}
    </fieldset>
  );
}
