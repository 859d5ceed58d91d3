import { Component, type ReactNode, Suspense } from "react";
import { Link } from "wouter";
import { EmptyState } from "../ui/empty-state.js";
import { OpenBook } from "../ui/illustrations.js";
import { takeRelease } from "./release.js";

/** What `import()` threw for a file that could not be had. */
const loadFailures = new WeakSet<Error>();

export function rememberLoadFailure(error: Error): void {
  loadFailures.add(error);
}

interface PartProps {
  readonly children: ReactNode;
}

interface PartState {
  readonly failure: { readonly error: unknown } | undefined;
}

/** A part of the page that is loaded when it is asked for. Where it cannot be had, the rest of the page stays. */
export class Part extends Component<PartProps, PartState> {
  override state: PartState = { failure: undefined };

  static getDerivedStateFromError(error: unknown): PartState {
    return { failure: { error } };
  }

  override render() {
    const { failure } = this.state;
    if (!failure) return <Suspense>{this.props.children}</Suspense>;
    if (failure.error instanceof Error && loadFailures.has(failure.error)) return <PartMissing />;
    throw failure.error;
  }
}

function PartMissing() {
  return (
    <EmptyState as="h1" picture={<OpenBook />} title="This part could not be loaded">
      <p>The server is out of reach, or has a newer version of this page.</p>
      <button type="button" className="button button-primary" onClick={() => void takeRelease()}>
        Reload
      </button>
      <Link href="/" className="button">
        Go to your todos
      </Link>
    </EmptyState>
  );
}
