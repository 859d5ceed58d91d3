import fc, { type Arbitrary } from "fast-check";
import { z } from "zod";
import { appRouter } from "../../src/router.js";
import { anything, hostileTexts } from "./hostile.js";

type Schema = z.core.JSONSchema.JSONSchema;

/** How many texts are remembered. */
const MOST = 500;

/** What means something to the server: ids by the fields they stand in, cursors, secrets. What it answers adds to it. */
export class Known {
  #texts: string[] = [];
  #byField: ReadonlyMap<string, readonly string[]> = new Map();
  #next = 0;

  /** Forgets what there was, and knows these instead; so do the arbitraries that were made before. */
  beginWith(byField: Readonly<Record<string, readonly string[]>>): void {
    this.#texts = Object.values(byField).flat();
    this.#byField = new Map(Object.entries(byField));
  }

  /** Takes every short text of an answer, the newest in the place of the oldest. */
  learn(value: unknown): void {
    if (typeof value === "string" && value !== "" && value.length <= 200) {
      if (this.#texts.length < MOST) this.#texts.push(value);
      else this.#texts[this.#next++ % MOST] = value;
    } else if (typeof value === "object" && value !== null)
      for (const part of Object.values(value)) this.learn(part);
  }

  /** Any of them that is like this. */
  any(pattern: RegExp = /./): Arbitrary<string> {
    return fc.nat().map((index) => {
      const fitting = this.#texts.filter((text) => pattern.test(text));
      return fitting[index % fitting.length] ?? "";
    });
  }

  /** One that there was for a field of this name. */
  of(field: string): Arbitrary<string> {
    return fc.nat().map((index) => {
      const there = this.#byField.get(field) ?? ["something"];
      return there[index % there.length] ?? "";
    });
  }

  /** An id as a field of this name has it, mostly one that there is. */
  id(field: string): Arbitrary<string> {
    const fresh = { weight: this.#byField.has(field) ? 1 : 8, arbitrary: fc.uuid() };
    const odd = { weight: 1, arbitrary: fc.constantFrom(...ODD_IDS) };
    const there = { weight: this.#byField.has(field) ? 12 : 0, arbitrary: this.of(field) };
    return fc.oneof(there, { weight: 3, arbitrary: this.any(ID) }, fresh, odd);
  }
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const ODD_IDS = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

/** What a procedure may be given: mostly what its schema takes. Undefined if it takes no input. */
export function inputOf(path: string, known: Known): Arbitrary<unknown> {
  const inputs: unknown = Reflect.get(
    Reflect.get(Reflect.get(appRouter._def.procedures, path), "_def"),
    "inputs",
  );
  const [input]: unknown[] = Array.isArray(inputs) ? inputs : [];
  if (!(input instanceof z.ZodType)) return anything;
  return valid(z.toJSONSchema(input, { io: "input", unrepresentable: "any", reused: "inline" }), {
    known,
    field: "",
  });
}

/** Where in an input a value stands. */
interface Place {
  readonly known: Known;
  /** The name of the field that it stands in, directly or in a list. */
  readonly field: string;
}

function valid(schema: Schema | boolean, place: Place): Arbitrary<unknown> {
  if (typeof schema === "boolean") return anything;
  const { enum: values, const: value, anyOf, oneOf, type } = schema;
  if (value !== undefined) return fc.constant(value);
  if (values) return fc.constantFrom(...values);
  const one = anyOf ?? oneOf;
  if (one) return fc.oneof(...one.map((part) => valid(part, place)));
  if (Array.isArray(type)) return fc.oneof(...type.map((name) => ofType(name, schema, place)));
  return ofType(type, schema, place);
}

function ofType(type: string | undefined, schema: Schema, place: Place): Arbitrary<unknown> {
  switch (type) {
    case "object":
      return object(schema, place);
    case "array": {
      const { items, minItems: minLength = 0 } = schema;
      const item = items === undefined || Array.isArray(items) ? anything : valid(items, place);
      return fc.array(item, { minLength, maxLength: Math.max(minLength, 6) });
    }
    case "string":
      return text(schema, place);
    case "integer":
    case "number": {
      const { minimum: min = 0, maximum: max = 1_000_000 } = schema;
      return fc.integer({ min, max: Math.min(max, 2 ** 31 - 1) });
    }
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return anything;
  }
}

function object(
  { properties = {}, required = [], additionalProperties }: Schema,
  place: Place,
): Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, part]): [string, Arbitrary<unknown>] => [
    name,
    valid(part, { ...place, field: name }),
  ]);
  if (fields.length === 0 && typeof additionalProperties === "object")
    return fc.dictionary(place.known.any(), valid(additionalProperties, place), { maxKeys: 4 });
  const requiredKeys = required.filter((name) => name in properties);
  const some = fc.record(Object.fromEntries(fields), { requiredKeys });
  const few = fc.record(Object.fromEntries(fields.filter(([name]) => requiredKeys.includes(name))));
  return fc.oneof(some, few);
}

function text({ format, pattern, maxLength = 60 }: Schema, { known, field }: Place): Arbitrary<unknown> {
  if (format === "uuid") return known.id(field);
  if (format === "date-time")
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })
      .map((at) => at.toISOString());
  const usual =
    pattern === undefined ? fc.string({ minLength: 10, maxLength }) : fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    { weight: 3, arbitrary: usual },
    { weight: 14, arbitrary: known.of(field) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength }) },
    { weight: 2, arbitrary: hostileTexts },
    { weight: 1, arbitrary: known.any() },
  );
}
