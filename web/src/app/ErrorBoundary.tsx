import { Component, type ReactNode } from 'react';
import { ErrorAlert } from '../components/states';

/** Keeps an exception in one page from taking down the others. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <ErrorAlert error={error} retry={() => this.setState({ error: null })} />;
  }
}
