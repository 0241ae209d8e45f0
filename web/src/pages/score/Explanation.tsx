import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { explanationQuery } from '../../api/explanations';
import { Explanation as Explained } from '../../components/explanation/Explanation';
import { QueryState } from '../../components/QueryState';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { Section } from './Section';
import type { Subject } from './subject';

/** Which models, prompts, evaluators and values of properties carry the change since the time before. `labels`: those of
 * a score of labels, of which one is explained. */
export function Explanation({ subject, labels }: { subject: Subject; labels: string[] }) {
  const { label = labels[0] } = useSearch({ from: '/scores/$name' });
  const { name, type } = subject;
  const ofLabel = type === 'label' ? (label ?? null) : null;
  const query = useQuery(explanationQuery({ score: name, label: ofLabel }, subject));
  const direction = useDefinition(name)?.direction ?? null;
  const title = type === 'label' ? `${name}: ${label}` : name;
  return (
    <Section
      title="What explains the change"
      id="explanation"
      actions={
        labels.length > 0 && label !== undefined ? (
          <LabelSelect labels={labels} label={label} />
        ) : undefined
      }
    >
      <QueryState query={query} what="the explanation" rows={6}>
        {answers => {
          const explained = answers.find(each => each.type === type);
          if (!explained) return null;
          return (
            <Explained
              explained={explained}
              title={title}
              score={name}
              unit={type === 'number' ? 'number' : 'share'}
              direction={type === 'label' ? null : direction}
            />
          );
        }}
      </QueryState>
    </Section>
  );
}

function LabelSelect({ labels, label }: { labels: string[]; label: string }) {
  const navigate = useNavigate({ from: '/scores/$name' });
  return (
    <NativeSelect
      aria-label="Label whose share is explained"
      value={label}
      onChange={event => {
        const chosen = event.currentTarget.value;
        void navigate({ search: before => ({ ...before, label: chosen }) });
      }}
      data={labels}
    />
  );
}
