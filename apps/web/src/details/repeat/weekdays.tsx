import { weekdayName } from "../../words/calendar.js";
import { repeatWords } from "../../words/repeat-words.js";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

interface WeekdaysProps {
  /** Monday is 1, Sunday 7. */
  readonly days: readonly number[];
  readonly onDays: (days: readonly number[]) => void;
}

/** The days of the week on which it comes. */
export function Weekdays({ days, onDays }: WeekdaysProps) {
  return (
    <fieldset className="repeat-weekdays">
      <legend>{repeatWords().weekdays}</legend>
      {DAYS.map((day) => (
        <label key={day} title={weekdayName(day)}>
          <input
            type="checkbox"
            aria-label={weekdayName(day)}
            checked={days.includes(day)}
            onChange={({ target: { checked } }) =>
              onDays(checked ? [...days, day] : days.filter((other) => other !== day))
            }
          />
          <span aria-hidden="true">{weekdayName(day, "short")}</span>
        </label>
      ))}
    </fieldset>
  );
}
