import { Code, List, Paper, Stack, Switch, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { components } from '../../api/schema';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { localTime } from '../../lib/times';
import type { Side } from './sides';

type Fairness = components['schemas']['FairnessShape'];

/** When the groups ran, and reasons to doubt the comparison. */
export function FairnessPanel({
  fairness,
  unit,
  both,
}: {
  fairness: Fairness;
  unit: ScoreUnit;
  both: [Side, Side];
}) {
  const { periods, warnings } = fairness;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Fairness of the comparison">
      <Stack gap="xs">
        <div>
          <PeriodLine name={both[0].name} unit={unit} period={periods.first} />
          <PeriodLine name={both[1].name} unit={unit} period={periods.second} />
        </div>
        <OverlapSwitch unit={unit} overlap={periods.overlap} />
        {warnings.length > 0 && (
          <List
            size="sm"
            spacing={4}
            aria-label="Warnings"
            styles={{ itemWrapper: { display: 'inline' } }}
          >
            {warnings.map(warning => (
              <List.Item key={warning} style={{ overflowWrap: 'anywhere' }}>
                <WithCode text={warning} />
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  );
}

function PeriodLine({
  name,
  unit,
  period,
}: {
  name: string;
  unit: ScoreUnit;
  period: Fairness['periods']['first'];
}) {
  const { start, end, n_units: n } = period;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <b>{name}</b>:{' '}
      {start !== null && end !== null
        ? `${localTime(new Date(start))} – ${localTime(new Date(end))}, ${count(n)} scored ${unit}s`
        : `no scored ${unit}s`}
    </Text>
  );
}

/** Restricts both groups to the time they share. */
function OverlapSwitch({
  unit,
  overlap,
}: {
  unit: ScoreUnit;
  overlap: Fairness['periods']['overlap'];
}) {
  const { within } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const shared = overlap
    ? `${count(overlap.first_units)} and ${count(overlap.second_units)} ${unit}s lie in it`
    : 'they share none';
  return (
    <Switch
      size="xs"
      label={`Only the time both share (${shared})`}
      checked={within === 'overlap'}
      onChange={event => {
        const chosen = event.currentTarget.checked ? ('overlap' as const) : undefined;
        void navigate({ search: before => ({ ...before, within: chosen }) });
      }}
    />
  );
}

/** A sentence of the API, whose code is between backticks. */
const WithCode = ({ text }: { text: string }) =>
  text
    .split('`')
    .map((part, index) =>
      index % 2 ? <Code key={index}>{part}</Code> : <Fragment key={index}>{part}</Fragment>,
    );
