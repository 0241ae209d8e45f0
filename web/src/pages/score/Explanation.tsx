import { useQuery } from '@tanstack/react-query';
import { explanationQuery } from '../../api/explanations';
import { Explanation as Explained } from '../../components/explanation/Explanation';
import { QueryState } from '../../components/QueryState';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { LabelSelect, useLabel } from './LabelSelect';
import { Section } from './Section';
import type { Subject } from './subject';

/** Which models, prompts, evaluators and values of properties carry the change since the time before. `labels`: those of
 * a score of labels, of which one is explained. */
export function Explanation({ subject, labels }: { subject: Subject; labels: string[] }) {
  const label = useLabel(labels);
  const { name, type } = subject;
  const ofLabel = type === 'label' ? (label ?? null) : null;
  const query = useQuery(explanationQuery({ score: name, label: ofLabel }, subject));
  const direction = useDefinition(name)?.direction ?? null;
  const title = type === 'label' ? `${name}: ${label}` : name;
  return (
    <Section
      title="What explains the change"
      id="explanation"
      actions={<LabelSelect labels={labels} ariaLabel="Label whose share is explained" />}
    >
      <QueryState query={query} what="the explanation" rows={4}>
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
