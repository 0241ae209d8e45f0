import { Button, Group, NativeSelect, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../components/QueryState';
import { draftOf } from './drafts';
import { EvaluatorEditor } from './EvaluatorEditor';
import { type Kind, KINDS } from './form/kinds';
import { judgeTemplatesQuery } from './queries';
import classes from './Evaluators.module.css';

/** The kinds of evaluators, each with a sentence and an example, to choose from. */
export function KindCards({ onChoose }: { onChoose: (kind: Kind) => void }) {
  return (
    <section aria-label="Kinds of evaluators" className={classes.kinds}>
      {(Object.keys(KINDS) as Kind[]).map(kind => {
        const { label, sentence, example } = KINDS[kind];
        return (
          <button key={kind} type="button" className={classes.kind} onClick={() => onChoose(kind)}>
            <span className={classes.kindName}>{label}</span>
            <span>{sentence}</span>
            <span className={classes.quiet}>For example: {example}</span>
          </button>
        );
      })}
    </section>
  );
}

/** A new evaluator of a kind; a judge begins with a template. */
export function NewEvaluator({
  kind,
  onChange,
  onClose,
}: {
  kind: Kind;
  onChange: () => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState('');
  const templates = useQuery({ ...judgeTemplatesQuery, enabled: kind === 'judge' });
  const navigate = useNavigate();
  const onSaved = (name: string) => void navigate({ to: '/evaluators/$name', params: { name } });
  const editor = { onSaved, onClose };
  return (
    <Paper withBorder p="md" component="section" aria-label={`New: ${KINDS[kind].label}`}>
      <Group gap="sm" mb="sm" align="baseline">
        <h2 className={classes.heading}>{KINDS[kind].label}</h2>
        <span className={classes.quiet}>{KINDS[kind].sentence}</span>
        <Button size="compact-xs" variant="subtle" onClick={onChange}>
          Another kind
        </Button>
      </Group>
      {kind !== 'judge' ? (
        <EvaluatorEditor initial={draftOf(kind)} {...editor} />
      ) : (
        <QueryState query={templates} what="the templates" rows={8}>
          {all => {
            const template = all.find(({ name }) => name === chosen) ?? all[0];
            return (
              <>
                <NativeSelect
                  label="Begin with the template"
                  description={template?.description}
                  maw={420}
                  mb="sm"
                  data={all.map(({ name }) => name)}
                  value={template?.name}
                  onChange={event => setChosen(event.currentTarget.value)}
                />
                <EvaluatorEditor
                  key={template?.name}
                  initial={draftOf(kind, template)}
                  {...editor}
                />
              </>
            );
          }}
        </QueryState>
      )}
    </Paper>
  );
}
