import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { explanationQuery } from '../../api/explanations';
import { changesQuery, type ComparedScore, type ScoreGroup } from '../../api/scores';
import { Change } from '../../components/scores/Change';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { type Interval, meanText } from '../../lib/means';
import { count, decimal } from '../../lib/numbers';
import { titleOfUnits } from '../../lib/scoreUnit';
import classes from './score.module.css';
import type { Subject } from './subject';

const MAX_LABELS = 4;

/** The figures for all requests or sessions together, each against the time before: first what share passes.
 * All are there at once; only their changes come later. */
export function Summary({ subject, group }: { subject: Subject; group: ScoreGroup }) {
  const { name, type, unit } = subject;
  const definition = useDefinition(name);
  const hasThreshold = type === 'number' && (definition?.pass_threshold ?? null) !== null;
  const changes = useMeanChanges(subject);
  const passing = useQuery(changesQuery(hasThreshold ? [name] : [], subject, true)).data;
  const change = (label: string | null) => (
    <ChangeBefore
      rows={changes?.filter(each => each.type === type && each.label === label)}
      direction={label === null ? definition?.direction : null}
    />
  );
  return (
    <div className={classes.figures}>
      {hasThreshold && <PassRate rows={passing} />}
      {type === 'label' ? (
        [...group.labels!]
          .sort((a, b) => b.share - a.share)
          .slice(0, MAX_LABELS)
          .map(({ label, share, interval }) => (
            <Figure key={label} label={label} value={share} interval={interval} isShare>
              {change(label)}
            </Figure>
          ))
      ) : (
        <Figure
          label={type === 'boolean' ? 'Share of true' : 'Mean'}
          value={group.mean}
          interval={group.interval}
          isShare={type === 'boolean'}
        >
          {change(null)}
        </Figure>
      )}
      {type === 'number' && (
        <Plain label="Median" value={decimal(group.quantiles?.['0.5'])}>
          {decimal(group.min)} to {decimal(group.max)}, SD {decimal(group.sd)}
        </Plain>
      )}
      <Plain label={titleOfUnits(unit)} value={count(group.n_units)}>
        {count(group.n_ratings)} scores
      </Plain>
    </div>
  );
}

/** `rows`: undefined while it loads, and none if there was nothing before. */
function ChangeBefore({
  rows,
  direction,
}: {
  rows: MeanChange[] | undefined;
  direction: 'higher' | 'lower' | null | undefined;
}) {
  if (!rows) return '…';
  const row = rows.find(each => each.difference !== null);
  return row ? <Change row={row} direction={direction} /> : 'nothing before';
}

type MeanChange = Pick<ComparedScore, 'type' | 'label' | 'difference' | 'interval' | 'p_value'>;

/** Of a mean the explanation below tells it, too; only several labels need a question of their own. */
function useMeanChanges(subject: Subject): MeanChange[] | undefined {
  const { name, type } = subject;
  const isLabel = type === 'label';
  const ofLabels = useQuery({ ...changesQuery([name], subject), enabled: isLabel }).data;
  const explained = useQuery({
    ...explanationQuery({ score: name, label: null }, subject),
    enabled: !isLabel,
  }).data;
  if (isLabel) return ofLabels;
  return explained?.flatMap(each => (each.type ? [{ ...each, type: each.type, label: null }] : []));
}

function PassRate({ rows }: { rows: ComparedScore[] | undefined }) {
  const now = rows?.[0]?.second;
  return (
    <Figure label="Pass rate" value={now?.mean ?? null} interval={now?.interval ?? null} isShare>
      <ChangeBefore rows={rows} direction="higher" />
    </Figure>
  );
}

function Figure({
  label,
  value,
  interval,
  isShare,
  children,
}: {
  label: string;
  value: number | null;
  interval: (Interval & { reason?: string | null; caution?: string | null }) | null;
  isShare: boolean;
  children: ReactNode;
}) {
  const text = meanText(value, interval, { isShare });
  const doubt = interval?.reason ?? interval?.caution;
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <b>
        {text.value} {text.interval && <small>{text.interval}</small>}
      </b>
      <span className={`${classes.quiet} ${classes.foot}`}>{children}</span>
      {doubt && (
        <div className={classes.quiet}>
          {interval?.reason ? 'no interval' : 'caution'}: {doubt}
        </div>
      )}
    </div>
  );
}

const Plain = ({
  label,
  value,
  children,
}: {
  label: string;
  value: string;
  children: ReactNode;
}) => (
  <div className={classes.figure}>
    <span className={classes.label}>{label}</span>
    <b>{value}</b>
    <span className={`${classes.quiet} ${classes.foot}`}>{children}</span>
  </div>
);
