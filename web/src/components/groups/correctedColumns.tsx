import { Skeleton } from '@mantine/core';
import { correctionHint, limitsOf } from '../../lib/corrected';
import { digitsOf } from '../../lib/means';
import { UNKNOWN } from '../../lib/numbers';
import { Mean } from '../Mean';
import type { Column } from '../table/columns';
import { type ScoreName, scoreKey } from './groupQueries';
import type { GroupRow } from './useGroups';

/** The column of the corrected means of judges, to stand beside theirs; none without labels. */
export function correctedColumns(
  score: ScoreName,
  loaded: readonly GroupRow[],
): Column<GroupRow>[] {
  if (!isShown(score, loaded)) return [];
  const key = scoreKey(score);
  const known = loaded.flatMap(({ scores }) => scores?.get(key)?.judged?.corrected.interval ?? []);
  const isShare = score.type === 'boolean';
  const digits = known.length ? digitsOf(known, isShare) : undefined;
  return [
    {
      id: `corrected ${key}`,
      title: `${score.name}, corrected`,
      width: 170,
      numeric: true,
      cell: ({ scores }) => {
        const judged = scores?.get(key)?.judged;
        if (!scores) return <Skeleton height={12} />;
        if (!judged) return UNKNOWN;
        const { mean, interval } = judged.corrected;
        return (
          <span title={interval.reason ?? correctionHint(judged, isShare)}>
            <Mean value={mean} interval={limitsOf(interval)} isShare={isShare} digits={digits} />
          </span>
        );
      },
    },
  ];
}

/** Whether there are labels, and enough of them for a row; the column has its place while that is not known. */
function isShown(score: ScoreName, loaded: readonly GroupRow[]): boolean {
  const known = loaded.flatMap(({ scores }) => scores ?? []);
  const means = known.map(scores => scores.get(scoreKey(score))?.judged?.corrected.mean);
  return score.labelled && (!known.length || means.some(mean => typeof mean === 'number'));
}
