import type { ScoreResult } from '../../api/scores';
import type { FilterTree } from '../../lib/filter';
import type { ScoreUnit } from '../../lib/scoreUnit';

/** What all sections of the page show: a score of one type, for the requests or sessions of a filter and time range. */
export interface Subject {
  name: string;
  type: NonNullable<ScoreResult['type']>;
  unit: ScoreUnit;
  filter: FilterTree;
  timeRange: { start: string; end: string };
}
