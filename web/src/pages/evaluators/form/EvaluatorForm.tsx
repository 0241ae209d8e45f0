import { FilterTreeField } from '../../../components/FilterTreeField';
import { ChecksFields } from './ChecksFields';
import { ChoiceField, FlagField, NumberField, TextField } from './fields';
import { useField, useForm } from './FormContext';
import { JudgeFields } from './JudgeFields';
import classes from './Form.module.css';

const TARGETS = [
  { value: 'request', label: 'each request' },
  { value: 'session', label: 'each session, when it is quiet' },
];

/** All fields of a definition: what scores, which calls, and what it may spend. */
export function EvaluatorForm() {
  const { definition } = useForm();
  return (
    <div className={classes.form}>
      <div className={classes.grid}>
        <TextField
          path="name"
          label="Name"
          hint="The scores that it gives carry it"
          placeholder="helpfulness-judge"
        />
        <TextField path="description" label="What it is for" hint="For your team" />
      </div>
      {Boolean(definition.judge) && <JudgeFields />}
      {Array.isArray(definition.checks) && definition.checks.length > 0 && <ChecksFields />}
      {Boolean(definition.code) && <CodeFields />}
      <h3 className={classes.subheading}>Which calls</h3>
      <Calls />
      <h3 className={classes.subheading}>What it may spend</h3>
      <div className={classes.grid}>
        <NumberField path="budget.usd_per_day" label="USD in a day" placeholder="no limit" />
        <NumberField path="budget.usd_per_hour" label="USD in an hour" placeholder="no limit" />
        <NumberField
          path="budget.calls_per_day"
          label="Evaluations in a day"
          placeholder="no limit"
        />
        <NumberField
          path="budget.calls_per_hour"
          label="Evaluations in an hour"
          placeholder="no limit"
        />
      </div>
    </div>
  );
}

function Calls() {
  const { value, set, error, isReadOnly } = useField('filter');
  const { value: target } = useField('target');
  return (
    <>
      <FilterTreeField
        label="Calls that match"
        tree={value}
        onChange={isReadOnly ? null : set}
        error={error}
      />
      <div className={classes.grid}>
        <NumberField
          path="sample_rate"
          label="Share of them"
          hint="The same calls each time: chosen by a hash"
          scale={100}
          suffix=" %"
          placeholder="100 %"
        />
        <ChoiceField path="target" label="What gets a score" data={TARGETS} fallback="request" />
        {target === 'session' && (
          <NumberField
            path="quiet_s"
            label="Quiet for"
            hint="A session is scored when no call has come for so long"
            suffix=" s"
            placeholder="300 s"
          />
        )}
      </div>
      <FlagField path="enabled" label="Score new calls as soon as they are logged" fallback />
    </>
  );
}

function CodeFields() {
  return (
    <div className={classes.grid}>
      <TextField
        path="code.function"
        label="Function"
        hint="module:function, in a file of evaluation.code_dir"
        placeholder="citations:score"
      />
      <NumberField path="code.time_limit_s" label="Time, at most" placeholder="10 s" suffix=" s" />
      <NumberField
        path="code.memory_limit_mb"
        label="Memory, at most"
        placeholder="512 MB"
        suffix=" MB"
      />
    </div>
  );
}
