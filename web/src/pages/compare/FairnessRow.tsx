import { Anchor, Code, Group, List, Text } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { components } from '../../api/schema';
import { count, percent } from '../../lib/numbers';
import { type ScoreUnit, titleOfUnits } from '../../lib/scoreUnit';
import { periodName } from '../../lib/periods';
import classes from './compare.module.css';
import type { Side } from './sides';

type Fairness = components['schemas']['FairnessShape'];

/** When the groups ran, what they share and where they differ, in one row; the reasons to doubt the comparison below. */
export function FairnessRow({
  fairness,
  unit,
  both,
}: {
  fairness: Fairness;
  unit: ScoreUnit;
  both: [Side, Side];
}) {
  const { periods, warnings, mix, in_both: shared } = fairness;
  const sessions = shared.sessions?.both ?? 0;
  return (
    <section aria-label="Fairness of the comparison">
      <Group gap="xs">
        <Periods fairness={fairness} both={both} unit={unit} />
        {sessions > 0 && (
          <span className={classes.pill}>
            {count(sessions)} {sessions === 1 ? 'session' : 'sessions'} saw both
          </span>
        )}
        {mix.differing.map(each => (
          <MixPill key={each.key} difference={each} />
        ))}
        {periods.overlap && mix.differing.length === 0 && (
          <span className={classes.pill}>same mix of {titleOfUnits(unit).toLowerCase()}</span>
        )}
      </Group>
      {warnings.length > 0 && (
        <details>
          <Text component="summary" size="sm" c="dimmed" mt={6} style={{ cursor: 'pointer' }}>
            {warnings.length === 1
              ? 'One reason to doubt the comparison'
              : `${count(warnings.length)} reasons to doubt the comparison`}
          </Text>
          <List
            size="sm"
            spacing={4}
            mt={4}
            aria-label="Warnings"
            styles={{ itemWrapper: { display: 'inline' } }}
          >
            {warnings.map(warning => (
              <List.Item key={warning} style={{ overflowWrap: 'anywhere' }}>
                <WithCode text={warning} />
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </section>
  );
}

/** "v1 ran Nov 7 – 20, v2 Nov 15 – 28, both at once Nov 15 – 20: compare only these". */
function Periods({
  fairness: {
    periods: { first, second, overlap },
  },
  both,
  unit,
}: {
  fairness: Fairness;
  both: [Side, Side];
  unit: ScoreUnit;
}) {
  const within = useSearch({ from: '/compare' }).within === 'overlap';
  const isWhole =
    overlap && overlap.first_units === first.n_units && overlap.second_units === second.n_units;
  const ran = [first, second].map(({ start, end }, index) =>
    start !== null && end !== null
      ? `${both[index]!.name} ran ${periodName(new Date(start), new Date(end))}`
      : `${both[index]!.name} has no scored ${unit}s`,
  );
  return (
    <>
      <span className={`${classes.pill} ${isWhole ? '' : classes.warn}`}>{ran.join(', ')}</span>
      <Text size="sm" c="dimmed">
        {overlap
          ? isWhole
            ? 'at the same time'
            : `both at once ${periodName(new Date(overlap.start), new Date(overlap.end))} (${count(overlap.first_units)} and ${count(overlap.second_units)} ${unit}s)`
          : 'never at the same time'}
      </Text>
      {(within || (overlap && !isWhole)) && (
        <Anchor
          size="sm"
          renderRoot={props => (
            <Link
              to="."
              search={before => ({ ...before, within: within ? undefined : ('overlap' as const) })}
              {...props}
            />
          )}
        >
          {within ? 'Compare all' : 'Compare only these'}
        </Anchor>
      )}
    </>
  );
}

type MixDifference = Fairness['mix']['differing'][number];

/** The value whose shares differ most: "Language de: 31% against 19%". */
function MixPill({ difference: { key, values } }: { difference: MixDifference }) {
  const gap = (each: MixDifference['values'][number]) =>
    Math.abs(each.second_share - each.first_share);
  const largest = values.toSorted((one, other) => gap(other) - gap(one))[0];
  if (!largest) return null;
  const name = largest.other ? 'others' : (largest.value ?? 'none');
  return (
    <span className={`${classes.pill} ${classes.warn}`}>
      {key.replace('property.', '')} {name}: {percent(largest.first_share)} and{' '}
      {percent(largest.second_share)}
    </span>
  );
}

/** A sentence of the API, whose code is between backticks. */
const WithCode = ({ text }: { text: string }) =>
  text
    .split('`')
    .map((part, index) =>
      index % 2 ? <Code key={index}>{part}</Code> : <Fragment key={index}>{part}</Fragment>,
    );
