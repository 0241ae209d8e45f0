import { NativeSelect, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../components/QueryState';
import { draftOf, KINDS } from './drafts';
import { EvaluatorEditor } from './EvaluatorEditor';
import { judgeTemplatesQuery } from './queries';

/** A new evaluator, from a template. */
export function NewEvaluator({
  kind,
  onClose,
}: {
  kind: 'judge' | 'checks' | 'code';
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState('');
  const templates = useQuery({ ...judgeTemplatesQuery, enabled: kind === 'judge' });
  const navigate = useNavigate();
  const onSaved = (name: string) => void navigate({ to: '/evaluators/$name', params: { name } });
  const editor = { onSaved, onClose };
  return (
    <Paper withBorder p="md" component="section" aria-label={`New ${KINDS[kind]}`}>
      {kind !== 'judge' ? (
        <EvaluatorEditor initial={draftOf(kind)} {...editor} />
      ) : (
        <QueryState query={templates} what="the templates" rows={8}>
          {all => {
            const template = all.find(({ name }) => name === chosen) ?? all[0];
            return (
              <>
                <NativeSelect
                  label="Begin with"
                  maw={420}
                  mb="sm"
                  data={all.map(({ name, description }) => ({
                    value: name,
                    label: `${name}: ${description}`,
                  }))}
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
