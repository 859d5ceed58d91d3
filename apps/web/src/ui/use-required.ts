import { type Context, useContext } from "react";

/** What a context has. @throws Error outside of what provides it */
export function useRequired<Value>(context: Context<Value | undefined>): Value {
  const value = useContext(context);
  if (value === undefined) throw new Error("There is no provider");
  return value;
}
