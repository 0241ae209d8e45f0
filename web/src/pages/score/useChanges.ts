import { useQuery } from '@tanstack/react-query';
import { foundChangesQuery } from '../../api/changes';
import { useLabel } from './LabelSelect';
import type { Subject } from './subject';

/** The changes of the score in all requests, of labels those of the share that is shown. Scores of sessions are not
 * watched. Asked once `isTime`: every other question of the page is answered sooner, and goes first. */
export function useChanges(
  { name, type, unit, filter, timeRange }: Subject,
  labels: string[],
  isTime: boolean,
) {
  const label = useLabel(labels) ?? null;
  const ofLabel = type === 'label' ? label : null;
  return useQuery({
    ...foundChangesQuery({ score: name, label: ofLabel, filter, time_range: timeRange }),
    enabled: isTime && unit === 'request' && (type !== 'label' || label !== null),
    select: found => found.find(each => each.all && each.type === type) ?? null,
  });
}
