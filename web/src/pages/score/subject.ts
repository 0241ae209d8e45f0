import type { ScoreAnswer } from '../../api/scores';
import type { Tree } from '../../lib/filter';

/** What every part of the page is about: a score of one type, of some requests in a range of time. */
export interface Subject {
  name: string;
  type: NonNullable<ScoreAnswer['type']>;
  filter: Tree;
  timeRange: { start: string; end: string };
}
