import { Box, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { WatchedSeries } from '../../api/changes';
import { ChangeList } from '../../components/changes/ChangeList';
import { headline } from '../../components/changes/changeWords';
import { ErrorAlert } from '../../components/states';
import { Timestamp } from '../../components/Timestamp';
import { valueFormat } from '../../lib/scoreFormat';
import { useLabel } from './LabelSelect';
import classes from './score.module.css';
import type { Subject } from './subject';

/** The times at which the level of the score changed: the newest in a line, which has its place before it is known, and
 * all of them with their likely causes when it is opened. */
export function Changes({
  query,
  subject: { name, type },
  labels,
}: {
  query: UseQueryResult<WatchedSeries | null>;
  subject: Subject;
  labels: string[];
}) {
  const label = useLabel(labels);
  const unit = type === 'number' ? 'number' : 'share';
  const { data: watched } = query;
  if (watched === undefined && query.isError)
    return <ErrorAlert error={query.error} retry={() => void query.refetch()} />;
  return (
    <Box component="section" aria-label="Changes found" id="changes">
      {watched === undefined ? (
        <Text size="sm" c="dimmed" className={classes.line}>
          Looking for changes …
        </Text>
      ) : (
        <details className={classes.changes}>
          <Text component="summary" size="sm" className={classes.line}>
            {headline(watched, unit)}
          </Text>
          <Stack gap="xs" mt="xs">
            <ChangeList
              name={type === 'label' ? `${name}: ${label}` : name}
              changes={watched?.changes ?? []}
              unit={unit}
              format={valueFormat(type)}
            />
            <Note watched={watched} />
          </Stack>
        </details>
      )}
    </Box>
  );
}

function Note({ watched }: { watched: WatchedSeries | null }) {
  return (
    <Text size="xs" c="dimmed">
      {!watched || watched.reason
        ? `No changes can be found yet: ${watched?.reason ?? 'no hour is complete'}.`
        : 'Looked for hour by hour, without the pattern of days and weeks.'}{' '}
      {watched && (
        <>
          On average at most one false alarm in 13 weeks. Scores are complete to{' '}
          <Timestamp at={watched.complete_to} />.
        </>
      )}
    </Text>
  );
}
