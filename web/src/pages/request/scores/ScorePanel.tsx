import { Group, Text, TextInput } from '@mantine/core';
import { QueryState } from '../../../components/QueryState';
import { Panel } from '../facts/Panel';
import { THUMBS } from './submissions';
import { NewScoreForm } from './NewScore';
import { ScoreRow } from './ScoreRow';
import { Thumbs } from './Thumbs';
import type { Scoring } from './useScoring';
import { ValueForm } from './ValueForm';

/** All scores of a request, and the means to give and correct them. */
export function ScorePanel({
  requestId,
  scoring,
  onChoose,
}: {
  requestId: string;
  scoring: Scoring;
  onChoose: (name: string) => void;
}) {
  const { may, rating, given, scores, score, comment, setComment, give, submissionFor } = scoring;
  return (
    <Panel title="Scores">
      <Thumbs
        requestId={requestId}
        submission={submissionFor(THUMBS)}
        onGive={may ? up => give(THUMBS, up) : null}
      />
      <Text size="sm" role="status" mih={0}>
        {scoring.notice}
      </Text>
      <QueryState query={given} what="the scores">
        {() => (
          <div>
            {scores.map(each => (
              <ScoreRow
                key={each.name}
                score={each}
                submission={submissionFor(each.name)}
                isSelected={each === score}
                canScore={may}
                onChoose={() => onChoose(each.name)}
              >
                {may && (
                  <ValueForm
                    score={each}
                    valueRef={scoring.valueRef}
                    commentRef={scoring.commentRef}
                    comment={comment}
                    onComment={setComment}
                    onGive={value => give(each.name, value)}
                  />
                )}
              </ScoreRow>
            ))}
          </div>
        )}
      </QueryState>
      {may && (
        <>
          <NewScoreForm onChoose={onChoose} />
          <Group gap="xs">
            <Text size="xs" c="dimmed" component="label" htmlFor="rater">
              Scoring as
            </Text>
            <TextInput
              id="rater"
              size="xs"
              flex={1}
              placeholder={rating.usual}
              value={rating.written}
              onChange={event => rating.setWritten(event.currentTarget.value)}
            />
          </Group>
        </>
      )}
    </Panel>
  );
}
