import { v5 } from "uuid";

/** An id made of a name: the same name of the same thing always has the same. @param of - a UUID */
export function idOf(name: string, of: string): string {
  return v5(name, of);
}
