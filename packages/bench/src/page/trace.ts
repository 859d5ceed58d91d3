import { z } from "zod";

/** What Chromium is asked to record: inputs, the tasks of the main thread, and frames. */
export const TRACE_CATEGORIES = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
];

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** What events that belong together have in common. */
  id: z.union([z.string(), z.number()]).optional(),
  /** Microseconds. */
  ts: z.number(),
  dur: z.number().default(0),
  /** Microseconds of `dur` in which the thread had a processor. */
  tdur: z.number().default(0),
  args: z.record(z.string(), z.unknown()).default({}),
});

/** An event as Chromium wrote it. */
export type TraceEvent = z.infer<typeof eventSchema>;

const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

/** Of an input, in milliseconds of the page's own clock: `timeStamp` is where the event itself stands. */
const timingSchema = z.object({
  type: z.string(),
  timeStamp: z.number(),
  /** Until the frame that shows what it changed is on the screen. */
  duration: z.number(),
  commitFinishTime: z.number(),
});

/** A stretch of time, in milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An input from when the browser received it until the frame after it was on the screen, in milliseconds. */
export interface Input extends Span {
  readonly pid: number;
  readonly tid: number;
  /** When the main thread had done its part of that frame. */
  readonly committed: number;
}

/** @throws ZodError if it is no trace of Chromium's */
export function parseTrace(json: string): readonly TraceEvent[] {
  return traceSchema.parse(JSON.parse(json)).traceEvents;
}

/** The inputs of one type, such as `keydown`, in the order in which they came. */
export function inputsOf(events: readonly TraceEvent[], type: string): readonly Input[] {
  return events
    .flatMap((event): Input[] => {
      if (event.name !== "EventTiming" || event.ph !== "b") return [];
      const timing = timingSchema.safeParse(event.args["data"]).data;
      if (timing?.type !== type) return [];
      const start = event.ts / 1000;
      return [
        {
          pid: event.pid,
          tid: event.tid,
          start,
          end: start + timing.duration,
          committed: start + timing.commitFinishTime - timing.timeStamp,
        },
      ];
    })
    .sort((a, b) => a.start - b.start);
}

/** Something that a thread did. */
export interface Task extends Span {
  /** Milliseconds in which it had a processor: less than it took where other programs had theirs. */
  readonly worked: number;
}

/** What the thread of an input was busy with. */
export function tasksOf(events: readonly TraceEvent[], { pid, tid }: Input): readonly Task[] {
  return events
    .filter((event) => event.name === "RunTask" && event.pid === pid && event.tid === tid)
    .map(({ ts, dur, tdur }) => ({ start: ts / 1000, end: (ts + dur) / 1000, worked: tdur / 1000 }))
    .sort((a, b) => a.start - b.start);
}

/** When the display was ready for a frame of an input's page, in milliseconds. It is not asked while nothing changes. */
export function ticksOf(events: readonly TraceEvent[], { pid }: Input): readonly number[] {
  return events
    .filter((event) => event.name === "BeginFrame" && event.pid === pid)
    .map(({ ts }) => ts / 1000)
    .sort((a, b) => a - b);
}
