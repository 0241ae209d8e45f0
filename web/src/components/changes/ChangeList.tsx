import { Paper, Stack, Text } from '@mantine/core';
import type { FoundChange } from '../../api/changes';
import type { AmountUnit } from '../../lib/differences';
import { count } from '../../lib/numbers';
import { Timestamp } from '../Timestamp';
import classes from './ChangeList.module.css';
import { moveOf, nameOf, reasonOf } from './changeWords';

/** What changed, when, by how much and why; the newest change first. */
export function ChangeList({
  name,
  changes,
  unit,
  format,
}: {
  name: string; // what is watched
  changes: readonly FoundChange[];
  unit: AmountUnit;
  format: (value: number) => string;
}) {
  return (
    <Stack gap="xs">
      {changes.toReversed().map(change => (
        <Paper
          key={change.at}
          withBorder
          p="sm"
          component="article"
          aria-label={titleOf(name, change, unit)}
        >
          <Text fw={600} mb={4} style={{ overflowWrap: 'anywhere' }}>
            {titleOf(name, change, unit)}
          </Text>
          <Facts change={change} format={format} />
        </Paper>
      ))}
    </Stack>
  );
}

const titleOf = (name: string, change: FoundChange, unit: AmountUnit) =>
  `${name} ${moveOf(change, unit)}`;

function Facts({ change, format }: { change: FoundChange; format: (value: number) => string }) {
  const { before, after, at, earliest, latest, found_at, n_until_found, causes } = change;
  return (
    <dl className={classes.facts}>
      <dt>Level</dt>
      <dd>
        {format(before)} → {format(after)}
      </dd>
      <dt>When</dt>
      <dd>
        <Timestamp at={at} />{' '}
        <span className={classes.quiet}>
          (between <Timestamp at={earliest} /> and <Timestamp at={latest} />)
        </span>
      </dd>
      <dt>Found</dt>
      <dd>
        <Timestamp at={found_at} />, after {count(n_until_found)} values
      </dd>
      <dt>Why</dt>
      <dd>
        {causes.length ? (
          <ul className={classes.causes}>
            {causes.map(cause => (
              <li key={`${cause.key} ${cause.value}`}>
                {nameOf(cause)} <span className={classes.quiet}>{reasonOf(cause, change)}</span>
                {cause.first_at && (
                  <span className={classes.quiet}>
                    , first seen at <Timestamp at={cause.first_at} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <span className={classes.quiet}>No likely cause</span>
        )}
      </dd>
    </dl>
  );
}
