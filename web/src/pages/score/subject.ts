import type { ScoreResult } from '../../api/scores';
import type { FilterTree } from '../../lib/filter';

/** What all sections of the page show: a score of one type, for the requests of a filter and time range. */
export interface Subject {
  name: string;
  type: NonNullable<ScoreResult['type']>;
  filter: FilterTree;
  timeRange: { start: string; end: string };
}
