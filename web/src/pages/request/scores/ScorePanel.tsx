import { Group, Text, TextInput } from '@mantine/core';
import { QueryState } from '../../../components/QueryState';
import { Panel } from '../facts/Panel';
import { NewScoreForm } from './NewScoreForm';
import type { Score } from './requestScores';
import { ScoreRow } from './ScoreRow';
import { THUMBS } from './submissions';
import { Thumbs } from './Thumbs';
import type { Scoring } from './useScoring';
import { ValueForm } from './ValueForm';

/** All scores of a request, and the forms to give and correct them. */
export function ScorePanel({
  requestId,
  scoring,
  onSelect,
}: {
  requestId: string;
  scoring: Scoring;
  onSelect: (name: string) => void;
}) {
  const { canScore, query, scores, selected, give, submissionOf } = scoring;
  return (
    <Panel title="Scores">
      <Thumbs
        requestId={requestId}
        submission={submissionOf(THUMBS)}
        onGive={canScore ? up => give(THUMBS, up) : null}
      />
      <Text size="sm" role="status" mih={0}>
        {scoring.notice}
      </Text>
      <QueryState query={query} what="the scores">
        {() => (
          <div>
            {scores.map(score => (
              <ScoreRow
                key={score.name}
                score={score}
                submission={submissionOf(score.name)}
                isSelected={score === selected}
                canScore={canScore}
                onSelect={() => onSelect(score.name)}
              >
                {canScore && <SelectedForm score={score} scoring={scoring} />}
              </ScoreRow>
            ))}
          </div>
        )}
      </QueryState>
      {canScore && (
        <>
          <NewScoreForm onSelect={onSelect} />
          <AuthorField author={scoring.author} />
        </>
      )}
    </Panel>
  );
}

function SelectedForm({ score, scoring }: { score: Score; scoring: Scoring }) {
  return (
    <ValueForm
      score={score}
      valueRef={scoring.valueRef}
      commentRef={scoring.commentRef}
      comment={scoring.comment}
      onComment={scoring.setComment}
      onGive={value => scoring.give(score.name, value)}
    />
  );
}

function AuthorField({ author: { input, fallback, setInput } }: { author: Scoring['author'] }) {
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed" component="label" htmlFor="author">
        Scoring as
      </Text>
      <TextInput
        id="author"
        size="xs"
        flex={1}
        placeholder={fallback}
        value={input}
        onChange={event => setInput(event.currentTarget.value)}
      />
    </Group>
  );
}
