import type { ScoreResult } from '../../api/scores';
import type { FilterTree } from '../../lib/filter';

/** What every part of the page is about: a score of one type, of some requests in a range of time. */
export interface Subject {
  name: string;
  type: NonNullable<ScoreResult['type']>;
  filter: FilterTree;
  timeRange: { start: string; end: string };
}
