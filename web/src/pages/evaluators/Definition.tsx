import { useQuery } from '@tanstack/react-query';
import { Timestamp } from '../../components/Timestamp';
import { EvaluatorEditor } from './EvaluatorEditor';
import { type Evaluator, versionsQuery } from './queries';
import classes from './Evaluators.module.css';

/** The definition, which can be changed unless it is the settings', and what each version was. */
export function Definition({ evaluator }: { evaluator: Evaluator }) {
  const versions = useQuery(versionsQuery(evaluator.name));
  return (
    <>
      <EvaluatorEditor
        initial={evaluator.definition}
        isReadOnly={evaluator.source === 'settings'}
        onSaved={() => undefined}
      />
      {(versions.data ?? []).map(({ version, created_at: at, content }) => (
        <details key={version} className={classes.reason}>
          <summary>
            Version {version}
            {version === evaluator.version && ', the present one'}{' '}
            <span className={classes.quiet}>
              since <Timestamp at={at} />
            </span>
          </summary>
          <pre className={classes.code} tabIndex={0} aria-label={`Version ${version}`}>
            {JSON.stringify(content, null, 2)}
          </pre>
        </details>
      ))}
    </>
  );
}
