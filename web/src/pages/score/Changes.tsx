import { Text } from '@mantine/core';
import type { WatchedSeries } from '../../api/changes';
import { ChangeList } from '../../components/changes/ChangeList';
import { QueryState } from '../../components/QueryState';
import { Timestamp } from '../../components/Timestamp';
import { valueFormat } from '../../lib/scoreFormat';
import { useLabel } from './LabelSelect';
import { Section } from './Section';
import type { Subject } from './subject';
import { useChanges } from './useChanges';

/** The times at which the level of the score changed, with the likely causes. */
export function Changes({ subject, labels }: { subject: Subject; labels: string[] }) {
  const { name, type } = subject;
  const query = useChanges(subject, labels);
  const label = useLabel(labels);
  return (
    <Section title="Changes found" id="changes">
      <QueryState query={query} what="the changes" rows={2}>
        {watched => (
          <>
            <ChangeList
              name={type === 'label' ? `${name}: ${label}` : name}
              changes={watched?.changes ?? []}
              unit={type === 'number' ? 'number' : 'share'}
              format={valueFormat(type)}
            />
            <Note watched={watched} />
          </>
        )}
      </QueryState>
    </Section>
  );
}

function Note({ watched }: { watched: WatchedSeries | null }) {
  return (
    <Text size="xs" c="dimmed">
      {!watched || watched.reason
        ? `No changes can be found yet: ${watched?.reason ?? 'no hour is complete'}.`
        : watched.changes.length
          ? 'Found hour by hour, without the pattern of days and weeks.'
          : 'The level has not changed in this range.'}{' '}
      {watched && (
        <>
          On average at most one false alarm in 13 weeks. Scores are complete to{' '}
          <Timestamp at={watched.complete_to} />.
        </>
      )}
    </Text>
  );
}
