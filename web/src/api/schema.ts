// Made by `npm run types`; not edited by hand.
export interface paths {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the same as a page */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/docs.css": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** of that page */
        get: operations["getDocsStyle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/docs.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** of that page */
        get: operations["getDocsScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** whether calls are taken, logged and stored */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the settings in force, secrets masked */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** this description of the API */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dashboard/scores/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** each score's mean over time */
        post: operations["queryDashboardScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evals/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** keep one score for a call */
        post: operations["addEval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evals/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** each score's mean, minimum, maximum and count, and by the hour */
        post: operations["queryEvals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evals/score-distributions/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** each score's histogram */
        post: operations["queryScoreDistributions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evals/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the names of all scores */
        get: operations["listEvalScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/activeUsers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how many users */
        post: operations["activeUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/averageLatency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how long they took, ms */
        post: operations["averageLatency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/averageTimeToFirstToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** … to the first token, ms */
        post: operations["averageTimeToFirstToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/averageTokensPerRequest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** their tokens */
        post: operations["averageTokensPerRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/costOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** cost over time */
        post: operations["costOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/country": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** nothing: no country is known */
        post: operations["queryCountries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/errorOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls that failed, over time */
        post: operations["errorOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/latencyOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** mean latency over time */
        post: operations["latencyOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls, tokens and cost by model */
        post: operations["queryModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/quantiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** quantiles over time */
        post: operations["queryQuantiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/requestCount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how many calls, at any time */
        post: operations["requestCount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/requestOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls over time */
        post: operations["requestOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/requestStatusOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls by status, over time */
        post: operations["requestStatusOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/threatsOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 0 over time */
        post: operations["threatsOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/timeToFirstToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** mean time to the first token over time */
        post: operations["timeToFirstToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/tokensOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** tokens over time */
        post: operations["tokensOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/totalCost": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** what they cost, USD */
        post: operations["totalCost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/totalRequests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how many calls */
        post: operations["totalRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/totalThreats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 0: nobody looks for threats */
        post: operations["totalThreats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/usersOverTime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** users over time */
        post: operations["usersOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/{key}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** values of a property */
        post: operations["searchPropertyValues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/{key}/top-costs/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** its ten dearest values */
        post: operations["queryPropertyTopCosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/{key}/top-requests/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** its ten most frequent values */
        post: operations["queryPropertyTopRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/hidden/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** the names that are left out */
        post: operations["listHiddenProperties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** leave a property out of that list */
        post: operations["hideProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/properties/over-time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls and cost by the values of a property, over time */
        post: operations["queryPropertyOverTime"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** the names of properties */
        post: operations["listProperties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/property/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** take it in again */
        post: operations["restoreProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** a call with its tries, scores and, if asked for, its bodies */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** both bodies, by a signed_body_url */
        get: operations["getRequestBodies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** thumbs up or down for a call */
        post: operations["rateRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/property": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** give a call a property */
        put: operations["putRequestProperty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** keep scores for a call */
        post: operations["addRequestScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/count/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how many calls */
        post: operations["countRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/groups/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls by model, user, property, hour …, in pages */
        post: operations["queryRequestGroups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** a list of calls */
        post: operations["queryRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/query-clickhouse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** the same */
        post: operations["queryRequestsClickhouse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/query-ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** calls by their ids */
        post: operations["queryRequestsByIds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score-definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** what scores should be */
        get: operations["listScoreDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/score-definitions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** what the scores of a name should be */
        get: operations["getScoreDefinition"];
        /** say so */
        put: operations["putScoreDefinition"];
        post?: never;
        /** say nothing any more */
        delete: operations["deleteScoreDefinition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** the scores of a request or session */
        get: operations["listScores"];
        put?: never;
        /** keep scores of any kind, one or many */
        post: operations["addScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/{score_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** delete a score */
        delete: operations["deleteScore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/{score_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** what a score has replaced */
        get: operations["getScoreHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** two groups side by side */
        post: operations["compareScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/compare/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** what moved most between two groups */
        post: operations["compareScorePairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** count the scores that a filter means, or delete them */
        post: operations["deleteScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** which scores there are */
        get: operations["listScoreNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** scores by groups, with intervals */
        post: operations["queryScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/{session_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** thumbs up or down for a session */
        post: operations["rateSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how many, and their means */
        post: operations["countSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/metrics/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how calls, time and cost are spread over sessions */
        post: operations["querySessionMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/name/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** names of sessions */
        post: operations["querySessionNames"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** sessions */
        post: operations["querySessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** rows for a SELECT on requests, scores, properties */
        post: operations["querySql"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/metrics-overview/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** how calls and cost are spread over users */
        post: operations["queryUserSpread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/metrics/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** the same in more detail, in pages */
        post: operations["queryUserMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** what users have used */
        post: operations["queryUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AmountAnswer: {
            data: number;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        AmountsShape: {
            completion_tokens: number;
            /** @description USD. */
            cost: number;
            /** @description With a status of 400 and above, or that failed in another way. */
            errors: number;
            /** @description The mean, milliseconds. */
            latency: number | null;
            prompt_tokens: number;
            requests: number;
            /** @description The mean, milliseconds. */
            time_to_first_token: number | null;
        };
        /** @description Many scores, or one by itself. */
        AnyScoresBody: components["schemas"]["NewScoresBody"] | components["schemas"]["NewScoreBody"][] | components["schemas"]["NewScoreBody"];
        /** @description One call on the wire. SDKs retry under the same id: each try is one of these. */
        Attempt: {
            completion_audio_tokens: number | null;
            completion_tokens: number | null;
            connect_attempts: number;
            /** @description null: the price is not known. */
            cost_usd: number | null;
            ended_at: string | null;
            error: string | null;
            exchange_id: string;
            finish_reason: string | null;
            is_stream: boolean;
            /** @description Name of the key of ours it came with. */
            key_name: string | null;
            latency_ms: number | null;
            method: string;
            model: string | null;
            model_answered: string | null;
            model_asked: string | null;
            node: string;
            /** @description How it ended, a word: ok, client_closed …; null: in flight. */
            outcome: string | null;
            path: string;
            prompt_audio_tokens: number | null;
            prompt_cache_read_tokens: number | null;
            prompt_cache_write_tokens: number | null;
            prompt_tokens: number | null;
            reasoning_tokens: number | null;
            request_hash: string | null;
            request_omitted: boolean;
            request_size_bytes: number | null;
            request_truncated: boolean;
            response_omitted: boolean;
            response_size_bytes: number | null;
            response_truncated: boolean;
            served_by: string | null;
            /** Format: date-time */
            started_at: string;
            status: number | null;
            target_url: string;
            time_to_first_byte_ms: number | null;
            time_to_first_token_ms: number | null;
            upstream: string;
            upstream_id: string | null;
        };
        BinShape: {
            /** @description Not included but in the last bin. */
            range_end: string;
            range_start: string;
            value: number;
        };
        /** @description Parsed JSON, else a text; null: not kept. */
        BodiesAnswer: {
            request: unknown;
            response: unknown;
        };
        CachedCountQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description true: only those answered from a cache.
             * @default false
             */
            isCached?: boolean;
        };
        ColumnShape: {
            name: string;
            /** @description DuckDB's. */
            type: string;
        };
        /** @description In the order of the names; of labels each has its own. */
        CompareAnswer: {
            data: components["schemas"]["ComparedShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        ComparedShape: {
            /** @description Second minus first. */
            difference: number | null;
            effect_size: components["schemas"]["EffectShape"];
            first: components["schemas"]["SideShape"];
            interval: components["schemas"]["IntervalShape"];
            /** @description Labels only: what is compared is the share of this one. */
            label: string | null;
            name: string;
            p_value: number | null;
            /** @description Holm's correction over everything in this answer. */
            p_value_holm: number | null;
            paired: components["schemas"]["PairedShape"] | null;
            second: components["schemas"]["SideShape"];
            test: string | null;
            /** @enum {string} */
            type: "number" | "boolean" | "label";
        };
        CompareQuery: {
            /** @default null */
            as_of?: string | null;
            /** @default null */
            cluster_by?: string | null;
            first: components["schemas"]["GroupFilter"];
            /** @default null */
            pair_by?: string | null;
            scores: string[];
            second: components["schemas"]["GroupFilter"];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
        };
        CostBucketShape: {
            /** @description USD. */
            cost: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description Every bucket of the time. */
        CostsAnswer: {
            data: components["schemas"]["CostBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        CountAnswer: {
            data: number;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        CountBucketShape: {
            count: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        CountQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            includeInputs?: boolean | null;
            /**
             * @description Only requests answered from a cache, or not.
             * @default null
             */
            isCached?: boolean | null;
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            isPartOfExperiment?: boolean | null;
            /**
             * @description Only requests with scores, or without.
             * @default null
             */
            isScored?: boolean | null;
        };
        /** @description None: nobody is asked where they are. */
        CountriesAnswer: {
            data: components["schemas"]["CountryShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        CountryShape: {
            country: string;
            total_requests: number;
        };
        /** @description Every bucket of the time. */
        CountsAnswer: {
            data: components["schemas"]["CountBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        DashboardQuery: {
            /** @enum {string} */
            dbIncrement: "min" | "hour" | "day" | "week" | "month" | "year";
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Minutes, positive west of UTC.
             * @default 0
             */
            timeZoneDifference?: number;
            userFilter: components["schemas"]["Filter"];
        };
        Definition: {
            /** @default null */
            description: string | null;
            /**
             * @description Which way is better.
             * @default null
             */
            direction: ("higher" | "lower") | null;
            /**
             * @description Refuse what does not fit.
             * @default false
             */
            enforce: boolean;
            /**
             * @description null: any
             * @default null
             */
            kind: ("integer" | "float" | "boolean" | "label") | null;
            /**
             * @description Those that may be; empty: any.
             * @default []
             */
            labels: string[];
            /** @default null */
            maximum: number | null;
            /** @default null */
            minimum: number | null;
            name: string;
            /**
             * @description At least this passes; if lower is better, at most this.
             * @default null
             */
            pass_threshold: number | null;
            /** Format: date-time */
            updated_at: string;
        };
        DefinitionAnswer: {
            data: components["schemas"]["Definition"];
            /** @default null */
            error: null;
        };
        /** @description What the scores of a name should be. */
        DefinitionBody: {
            /** @default null */
            description?: string | null;
            /**
             * @description Which way is better.
             * @default null
             */
            direction?: ("higher" | "lower") | null;
            /**
             * @description Refuse what does not fit.
             * @default false
             */
            enforce?: boolean;
            /**
             * @description null: any
             * @default null
             */
            kind?: ("integer" | "float" | "boolean" | "label") | null;
            /**
             * @description Those that may be; empty: any.
             * @default []
             */
            labels?: string[];
            /** @default null */
            maximum?: number | null;
            /** @default null */
            minimum?: number | null;
            /**
             * @description At least this passes; if lower is better, at most this.
             * @default null
             */
            pass_threshold?: number | null;
        };
        DefinitionsAnswer: {
            data: components["schemas"]["Definition"][];
            /** @default null */
            error: null;
        };
        DeleteBody: {
            /**
             * @description What the dry run counted; required to delete.
             * @default null
             */
            confirm_count?: number | null;
            /** @default true */
            dry_run?: boolean;
            filter: components["schemas"]["SelectionBody"];
        };
        Deleted: {
            /**
             * @default 1
             * @constant
             */
            deleted: 1;
        };
        DeletedAnswer: {
            /**
             * @default {
             *       "deleted": 1
             *     }
             */
            data: components["schemas"]["Deleted"];
            /** @default null */
            error: null;
        };
        DeletionAnswer: {
            data: components["schemas"]["DeletionShape"];
            /** @default null */
            error: null;
        };
        DeletionShape: {
            /** @description Of scores that the filter means. */
            count: number;
            deleted: number;
            dry_run: boolean;
        };
        DistributionBinShape: {
            lower: number;
            /** @description Not included but in the last bin. */
            upper: number;
            /** @description Requests. */
            value: number;
        };
        /** @description Each name that has a value. */
        DistributionsAnswer: {
            data: components["schemas"]["DistributionShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        DistributionShape: {
            distribution: components["schemas"]["DistributionBinShape"][];
            name: string;
        };
        /** @description It is on the disk. */
        Done: {
            /** @default null */
            data: null;
            /** @default null */
            error: null;
        };
        EffectShape: {
            method: string;
            value: number | null;
        };
        /** @description What is wrong, in words for a person. */
        ErrorAnswer: {
            /** @default null */
            data: null;
            error: string;
        };
        EvalBody: {
            name: string;
            /** @description A number, a boolean or a label. */
            score: number | boolean | string;
        };
        EvalQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            limit?: number | null;
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            offset?: number | null;
            /**
             * @description Only these names; beyond Helicone.
             * @default null
             */
            scores?: string[] | null;
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Taken and ignored, as by Helicone: hours are those of UTC.
             * @default null
             */
            timeZoneDifference?: number | null;
        };
        /** @description Every name there is, also those without a value in that time. */
        EvalsAnswer: {
            data: components["schemas"]["EvalShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        EvalShape: {
            /** @description Every hour of the time. */
            averageOverTime: components["schemas"]["HourMeanShape"][];
            averageScore: number | null;
            /** @description Of requests. */
            count: number;
            /** @description Of the mean; beyond Helicone. */
            interval: components["schemas"]["IntervalShape"] | null;
            maxScore: number | null;
            minScore: number | null;
            name: string;
            /** @description Every hour of the time. */
            overTime: components["schemas"]["HourCountShape"][];
        };
        EvaluatorBody: {
            name: string;
            /** @default null */
            version?: string | null;
        };
        /** @description Which calls: "all", {}, a leaf, or two filters joined. */
        Filter: "all" | components["schemas"]["FilterLeaf"] | components["schemas"]["FilterBranch"];
        FilterAllScores: {
            /** @constant */
            equals?: "{}";
            /** @constant */
            "not-equals"?: "{}";
        };
        FilterBoolean: {
            equals?: boolean;
        };
        FilterBranch: {
            left: components["schemas"]["Filter"];
            /** @enum {string} */
            operator: "and" | "or";
            right: components["schemas"]["Filter"];
        };
        FilterFeedback: {
            equals?: boolean;
        };
        FilterHasProperty: {
            /** @description A property's name. */
            equals?: string;
            /** @description A property's name. */
            "not-equals"?: string;
        };
        /** @description Everything in it holds. */
        FilterLeaf: {
            feedback?: {
                rating?: components["schemas"]["FilterFeedback"];
            };
            properties?: {
                [key: string]: components["schemas"]["FilterProperty"];
            };
            request?: {
                auth_hash?: components["schemas"]["FilterText"];
                country_code?: components["schemas"]["FilterText"];
                created_at?: components["schemas"]["FilterMoment"];
                id?: components["schemas"]["FilterText"];
                model?: components["schemas"]["FilterText"];
                modelOverride?: components["schemas"]["FilterText"];
                node_id?: components["schemas"]["FilterText"];
                org_id?: components["schemas"]["FilterText"];
                path?: components["schemas"]["FilterText"];
                prompt?: components["schemas"]["FilterText"];
                prompt_id?: components["schemas"]["FilterText"];
                user_id?: components["schemas"]["FilterText"];
            };
            request_response_rmt?: {
                assets?: components["schemas"]["FilterText"];
                cache_enabled?: components["schemas"]["FilterBoolean"];
                cache_reference_id?: components["schemas"]["FilterText"];
                cached?: components["schemas"]["FilterBoolean"];
                completion_audio_tokens?: components["schemas"]["FilterNumber"];
                completion_tokens?: components["schemas"]["FilterNumber"];
                cost?: components["schemas"]["FilterNumber"];
                country_code?: components["schemas"]["FilterText"];
                error?: components["schemas"]["FilterText"];
                exchange_id?: components["schemas"]["FilterText"];
                finish_reason?: components["schemas"]["FilterText"];
                "helicone-score-feedback"?: components["schemas"]["FilterFeedback"];
                input_hash?: components["schemas"]["FilterText"];
                is_passthrough_billing?: components["schemas"]["FilterBoolean"];
                is_stream?: components["schemas"]["FilterBoolean"];
                job_id?: components["schemas"]["FilterText"];
                key_name?: components["schemas"]["FilterText"];
                latency?: components["schemas"]["FilterNumber"];
                method?: components["schemas"]["FilterText"];
                model?: components["schemas"]["FilterText"];
                model_answered?: components["schemas"]["FilterText"];
                model_asked?: components["schemas"]["FilterText"];
                model_override?: components["schemas"]["FilterText"];
                node_id?: components["schemas"]["FilterText"];
                organization_id?: components["schemas"]["FilterText"];
                outcome?: components["schemas"]["FilterText"];
                path?: components["schemas"]["FilterText"];
                prompt_audio_tokens?: components["schemas"]["FilterNumber"];
                prompt_cache_read_tokens?: components["schemas"]["FilterNumber"];
                prompt_cache_write_tokens?: components["schemas"]["FilterNumber"];
                prompt_id?: components["schemas"]["FilterText"];
                prompt_tokens?: components["schemas"]["FilterNumber"];
                prompt_version?: components["schemas"]["FilterText"];
                properties?: {
                    [key: string]: components["schemas"]["FilterProperty"];
                };
                property_key?: components["schemas"]["FilterHasProperty"];
                provider?: components["schemas"]["FilterText"];
                reasoning_tokens?: components["schemas"]["FilterNumber"];
                request_body?: components["schemas"]["FilterText"];
                request_created_at?: components["schemas"]["FilterMoment"];
                request_id?: components["schemas"]["FilterText"];
                request_referrer?: components["schemas"]["FilterText"];
                request_size_bytes?: components["schemas"]["FilterNumber"];
                response_body?: components["schemas"]["FilterText"];
                response_created_at?: components["schemas"]["FilterMoment"];
                response_size_bytes?: components["schemas"]["FilterNumber"];
                scores?: {
                    [key: string]: components["schemas"]["FilterScore"];
                };
                scores_column?: components["schemas"]["FilterAllScores"];
                search_properties?: {
                    [key: string]: components["schemas"]["FilterProperty"];
                };
                served_by?: components["schemas"]["FilterText"];
                session_id?: components["schemas"]["FilterText"];
                session_name?: components["schemas"]["FilterText"];
                session_path?: components["schemas"]["FilterText"];
                status?: components["schemas"]["FilterNumber"];
                target_url?: components["schemas"]["FilterText"];
                threat?: components["schemas"]["FilterBoolean"];
                time_to_first_token?: components["schemas"]["FilterNumber"];
                total_tokens?: components["schemas"]["FilterNumber"];
                upstream?: components["schemas"]["FilterText"];
                upstream_id?: components["schemas"]["FilterText"];
                user_id?: components["schemas"]["FilterText"];
            };
            response?: {
                body_completion?: components["schemas"]["FilterText"];
                body_model?: components["schemas"]["FilterText"];
                body_tokens?: components["schemas"]["FilterNumber"];
                model?: components["schemas"]["FilterText"];
                status?: components["schemas"]["FilterNumber"];
            };
            sessions_request_response_rmt?: {
                session_completion_tokens?: components["schemas"]["FilterNumber"];
                session_created_at?: components["schemas"]["FilterMoment"];
                session_latest_request_created_at?: components["schemas"]["FilterMoment"];
                session_prompt_tokens?: components["schemas"]["FilterNumber"];
                session_session_id?: components["schemas"]["FilterText"];
                session_session_name?: components["schemas"]["FilterText"];
                session_total_cost?: components["schemas"]["FilterNumber"];
                session_total_requests?: components["schemas"]["FilterNumber"];
                session_total_tokens?: components["schemas"]["FilterNumber"];
            };
            users_view?: {
                user_active_for?: components["schemas"]["FilterNumber"];
                user_average_requests_per_day_active?: components["schemas"]["FilterNumber"];
                user_average_tokens_per_request?: components["schemas"]["FilterNumber"];
                user_cost?: components["schemas"]["FilterNumber"];
                user_first_active?: components["schemas"]["FilterMoment"];
                user_last_active?: components["schemas"]["FilterMoment"];
                user_total_completion_tokens?: components["schemas"]["FilterNumber"];
                user_total_prompt_tokens?: components["schemas"]["FilterNumber"];
                user_total_requests?: components["schemas"]["FilterNumber"];
                user_user_id?: components["schemas"]["FilterText"];
            };
        };
        FilterMoment: {
            /** @description ISO 8601 */
            equals?: string;
            /** @description ISO 8601 */
            gt?: string;
            /** @description ISO 8601 */
            gte?: string;
            /** @description ISO 8601 */
            lt?: string;
            /** @description ISO 8601 */
            lte?: string;
        };
        FilterNumber: {
            equals?: number | string;
            gt?: number | string;
            gte?: number | string;
            lt?: number | string;
            lte?: number | string;
            "not-equals"?: number | string;
        };
        FilterProperty: {
            contains?: string;
            equals?: string;
            ilike?: string;
            like?: string;
            "not-contains"?: string;
            "not-equals"?: string;
        };
        FilterScore: {
            contains?: number | string | boolean;
            equals?: number | string | boolean;
            gt?: number | string | boolean;
            gte?: number | string | boolean;
            ilike?: number | string | boolean;
            like?: number | string | boolean;
            lt?: number | string | boolean;
            lte?: number | string | boolean;
            "not-contains"?: number | string | boolean;
            "not-equals"?: number | string | boolean;
        };
        FilterText: {
            contains?: string;
            equals?: string;
            ilike?: string;
            like?: string;
            "not-contains"?: string;
            "not-equals"?: string;
        };
        FirstTokenBucketShape: {
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
            /** @description Milliseconds. */
            ttft: number;
        };
        /** @description The buckets in which there is any. */
        FirstTokensAnswer: {
            data: components["schemas"]["FirstTokenBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        GroupFilter: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Yours, given back.
             * @default null
             */
            name?: string | null;
            /**
             * @description Instead of that of both.
             * @default null
             */
            time_range?: components["schemas"]["TimeRange"] | null;
        };
        GroupsAnswer: {
            data: components["schemas"]["GroupsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        GroupShape: {
            clusters: number | null;
            /** @description Where sampling probabilities weight the mean. */
            effective_n: number | null;
            /** @description null: the request has no such thing. */
            group: {
                [key: string]: string | null;
            };
            histogram: components["schemas"]["HistogramShape"] | null;
            /** @description Of the mean; null for labels. */
            interval: components["schemas"]["IntervalShape"] | null;
            labels: components["schemas"]["LabelShape"][] | null;
            max: number | null;
            mean: number | null;
            min: number | null;
            n_ratings: number;
            n_requests: number;
            /** @description All groups beyond the limit, put together. */
            other: boolean;
            quantiles: {
                [key: string]: number;
            } | null;
            /** @description What was asked for in include. */
            requests: {
                [key: string]: number | null;
            };
            sd: number | null;
            /** @description Booleans only; the same as the mean. */
            share_true: number | null;
            sum: number | null;
        };
        GroupsQuery: {
            /**
             * @description Only values with this text, in any case; not of times.
             * @default
             */
            contains?: string;
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @description "property" (the names of properties, without hidden ones), property.<Name>, model, provider, user, session, prompt, path, status, outcome, error, method, upstream, served_by, key_name, finish_reason, session_name, session_path; minute, hour, day, week, month. */
            group_by: string;
            /** @default 100 */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /**
             * @description Of latency and time to first token, exact, for each group.
             * @default []
             */
            quantiles?: number[];
            /**
             * @description One of value, requests, errors, cost, prompt_tokens, completion_tokens, latency, time_to_first_token, first_at, last_at; most calls first unless it says otherwise.
             * @default {}
             */
            sort?: {
                [key: string]: "asc" | "desc";
            };
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /** @default UTC */
            time_zone?: string;
        };
        GroupsShape: {
            /** @description Of groups on all pages. */
            count: number;
            groups: components["schemas"]["RequestGroupShape"][];
            /** @description Of the calls in all groups, on all pages; null by names of properties, as a call has several. */
            total: components["schemas"]["AmountsShape"] | null;
        };
        /** @description How the server is. Callers without a key, where keys are configured, see `status` alone. */
        Health: {
            /**
             * @description Why it is not ok, in words for a person.
             * @default null
             */
            reasons?: string[] | null;
            /** @default null */
            replica?: components["schemas"]["ReplicaHealth"] | null;
            /** @default null */
            spool?: components["schemas"]["SpoolHealth"] | null;
            /** @enum {string} */
            status: "ok" | "degraded" | "unavailable";
            /**
             * @description null: it can't be used.
             * @default null
             */
            store?: components["schemas"]["StoreHealth"] | null;
            /** @default null */
            version?: string | null;
            /** @default null */
            workers?: components["schemas"]["WorkerHealth"][] | null;
        };
        /** @description One request: its last attempt, with tokens and cost summed over all of them. */
        HeliconeRequest: {
            /** @default  */
            ai_gateway_body_mapping: string;
            answer_preview: string | null;
            /** @default [] */
            asset_ids: string[];
            /** @default {} */
            asset_urls: {
                [key: string]: string;
            };
            /** @description Every try under this id, oldest first. */
            attempts: components["schemas"]["Attempt"][];
            cache_enabled: boolean;
            /** @description Zeros: not answered from a cache. */
            cache_reference_id: string;
            completion_audio_tokens: number | null;
            /** @description All that was written, reasoning included. */
            completion_tokens: number | null;
            /** @description Other calls under the same id: listed, never merged. */
            conflicts: components["schemas"]["Attempt"][];
            /** @description USD; null: the price is not known. */
            cost: number | null;
            /** @default null */
            country_code: string | null;
            delay_ms: number | null;
            error: string | null;
            /** @default null */
            feedback_created_at: string | null;
            finish_reason: string | null;
            /** @description As sent; never a secret. */
            helicone_headers: [
                string,
                string
            ][];
            /** @description The same messages give the same hash. */
            input_hash: string | null;
            is_stream: boolean;
            /** @description What it is counted under: override, else answered, else asked. */
            model: string | null;
            model_override: string | null;
            /** @description How it ended, a word: ok, client_closed …; null: in flight. */
            outcome: string | null;
            prompt_audio_tokens: number | null;
            prompt_cache_read_tokens: number | null;
            prompt_cache_write_tokens: number | null;
            prompt_id: string | null;
            prompt_preview: string | null;
            /** @description All that was read, cached tokens included. */
            prompt_tokens: number | null;
            /** @default null */
            prompt_version: string | null;
            properties: {
                [key: string]: string;
            };
            provider: string | null;
            reasoning_tokens: number | null;
            /**
             * @description Parsed JSON, else text; null unless includeBody=true.
             * @default null
             */
            request_body: unknown;
            /** Format: date-time */
            request_created_at: string;
            /** @description Those that are kept; never a secret. */
            request_headers: {
                [key: string]: string;
            };
            request_id: string;
            /** @description As asked. */
            request_model: string | null;
            request_path: string;
            request_properties: {
                [key: string]: string;
            };
            /** @default null */
            request_referrer: string | null;
            request_user_id: string | null;
            /**
             * @description A stream is put together to the object it stands for.
             * @default null
             */
            response_body: unknown;
            response_created_at: string | null;
            response_headers: {
                [key: string]: string;
            };
            /** @description The exchange_id of the last attempt once it has ended. */
            response_id: string | null;
            /** @description As answered. */
            response_model: string | null;
            response_status: number | null;
            score_details: components["schemas"]["ScoreDetail"][];
            /** @description Latest per name: booleans 1/0 under name-hcone-bool, decimals rounded, labels left out. */
            scores: {
                [key: string]: number;
            };
            session_id: string | null;
            session_name: string | null;
            session_path: string | null;
            /** @default null */
            signed_body_url: string | null;
            storage_location: string;
            target_url: string;
            /** @description Milliseconds; streams only. */
            time_to_first_token: number | null;
            /** @description prompt_tokens + completion_tokens. */
            total_tokens: number | null;
            /** Format: date-time */
            updated_at: string;
            upstream_id: string | null;
        };
        HiddenPropertiesAnswer: {
            data: components["schemas"]["PropertyShape"][];
            /** @default null */
            error: null;
        };
        /** @description Bins of one width with nice edges, or edges of your own; the same for all groups. */
        Histogram: {
            /**
             * @description At most so many.
             * @default 10
             */
            bins?: number;
            /** @default null */
            edges?: number[] | null;
        };
        HistogramShape: {
            above: number;
            below: number;
            /** @description Of requests, between each two edges; the last bin has both of its edges. */
            counts: number[];
        };
        HourCountShape: {
            count: number;
            /** Format: date-time */
            date: string;
        };
        HourMeanShape: {
            /** Format: date-time */
            date: string;
            /** @description 0: no value in that hour. */
            value: number | null;
        };
        IdsQuery: {
            requestIds: string[];
        };
        /** @description A 95 % interval. low and high are null where nothing can be said, and then reason says why. */
        IntervalShape: {
            high: number | null;
            low: number | null;
            method: string;
            reason: string | null;
        };
        /** @description Fields that can't be taken. */
        Invalid: {
            /** @description By their place: "requestBody.scores[3].value". */
            details: {
                [key: string]: components["schemas"]["WrongField"];
            };
            /** @constant */
            message: "Validation Failed";
        };
        KeptScoresAnswer: {
            data: components["schemas"]["KeptScoresShape"];
            /** @default null */
            error: null;
        };
        KeptScoresShape: {
            /** @description Name that had numbers → labels of this call under it. */
            labels_among_numbers: {
                [key: string]: number;
            };
            /** @description In the order in which they were sent. */
            scores: components["schemas"]["KeptShape"][];
            stored: number;
            /** @description For their call. */
            waiting: number;
        };
        KeptShape: {
            score_id: string;
            /** @enum {string} */
            status: "stored" | "waiting";
        };
        KeyQuery: {
            key: string;
        };
        LabelShape: {
            interval: components["schemas"]["IntervalShape"];
            label: string;
            n_ratings: number;
            /** @description Of the requests; one with several ratings counts in parts. */
            share: number;
        };
        /** @description The buckets in which there is any. */
        LatenciesAnswer: {
            data: components["schemas"]["LatencyBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        LatencyBucketShape: {
            /** @description Milliseconds. */
            duration: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description null: the mean of nothing. */
        MeanAnswer: {
            data: number | null;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        MeanShape: {
            average: number | null;
        };
        /** @description Most calls first. */
        ModelsAnswer: {
            data: components["schemas"]["ModelShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        ModelShape: {
            /** @description USD. */
            cost: number;
            /** @description null: nobody said which. */
            model: string | null;
            total_completion_tokens: number;
            /** @description Helicone's spelling. */
            total_prompt_token: number;
            total_requests: number;
            total_tokens: number;
        };
        /** @description Read by score_items.py, which names each field that is wrong. */
        NewScoreBody: {
            /** @default null */
            comment?: string | null;
            /** @default null */
            evaluator?: string | components["schemas"]["EvaluatorBody"] | null;
            /** @default null */
            experiment_id?: string | null;
            /** @default null */
            item_id?: string | null;
            /** @default null */
            metadata?: {
                [key: string]: unknown;
            } | null;
            name: string;
            /**
             * @description Of having been chosen to be scored.
             * @default null
             */
            probability?: number | null;
            /** @default null */
            rater?: string | null;
            /**
             * @description This or session_id.
             * @default null
             */
            request_id?: string | null;
            /**
             * @description ISO 8601 or Unix milliseconds.
             * @default null
             */
            scored_at?: string | number | null;
            /** @default null */
            session_id?: string | null;
            /** @default null */
            source?: ("human" | "model" | "code" | "user") | null;
            value: number | boolean | string;
        };
        NewScoresBody: {
            scores: components["schemas"]["NewScoreBody"][];
        };
        NoQuery: Record<string, never>;
        OkAnswer: {
            /**
             * @default {
             *       "ok": true
             *     }
             */
            data: components["schemas"]["OkShape"];
            /** @default null */
            error: null;
        };
        OkShape: {
            /**
             * @default true
             * @constant
             */
            ok: true;
        };
        OverTimeQuery: {
            /**
             * @default hour
             * @enum {string}
             */
            dbIncrement?: "min" | "hour" | "day" | "week" | "month" | "year";
            propertyKey: string;
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Minutes, positive west of UTC.
             * @default 0
             */
            timeZoneDifference?: number;
            /** @default all */
            userFilter?: components["schemas"]["Filter"];
        };
        PageQuery: {
            filter: components["schemas"]["Filter"];
            /** @default 100 */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
        };
        PairedShape: {
            difference: number | null;
            effect_size: components["schemas"]["EffectShape"];
            interval: components["schemas"]["IntervalShape"];
            p_value: number | null;
            p_value_holm: number | null;
            pairs: number;
            resamples: number | null;
            seed: number | null;
            test: string | null;
        };
        /** @description For each type that the score has, but for labels. */
        PairsAnswer: {
            data: components["schemas"]["PairsShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        PairShape: {
            /** @description Second minus first. */
            difference: number;
            first: components["schemas"]["PairSideShape"];
            /** @description What both have: the hash of the messages, or the property's value. */
            key: string;
            second: components["schemas"]["PairSideShape"];
        };
        PairSideShape: {
            /** @description Of its calls. */
            mean: number;
            n_requests: number;
            /** @description The latest of them. */
            request_id: string;
        };
        PairsQuery: {
            /**
             * @description Scores as they were recorded at that moment.
             * @default null
             */
            as_of?: string | null;
            first: components["schemas"]["GroupFilter"];
            /** @default 20 */
            limit?: number;
            /** @description "input_hash" (the same messages) or property.<Name>. */
            pair_by: string;
            score: string;
            second: components["schemas"]["GroupFilter"];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
        };
        PairsShape: {
            /** @description Largest differences first. */
            pairs: components["schemas"]["PairShape"][];
            /** @enum {string} */
            type: "number" | "boolean";
        };
        /** @description In the order of the alphabet. */
        PropertiesAnswer: {
            data: components["schemas"]["PropertyShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        PropertyBody: {
            key: string;
            value: string;
        };
        PropertyBucketShape: {
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            created_at_trunc: string;
            /** @description The value. */
            property: string;
            request_count: number;
            total_cost: number;
        };
        /** @description Only values and buckets that there are. */
        PropertyOverTimeAnswer: {
            data: components["schemas"]["PropertyBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        PropertyShape: {
            property: string;
        };
        /** @description The buckets in which it is known. */
        QuantilesAnswer: {
            data: components["schemas"]["QuantilesBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        QuantilesBucketShape: {
            /** @description Beyond Helicone. */
            p50: number;
            p75: number;
            p90: number;
            p95: number;
            p99: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        QuantilesQuery: {
            /**
             * @default hour
             * @enum {string}
             */
            dbIncrement?: "min" | "hour" | "day" | "week" | "month" | "year";
            filter: components["schemas"]["Filter"];
            metric: string;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Minutes, positive west of UTC.
             * @default 0
             */
            timeZoneDifference?: number;
        };
        /** @description Thumbs up or down. */
        RatingBody: {
            rating: boolean;
        };
        /** @description The tables that questions are asked of, made from the record. */
        ReplicaHealth: {
            /** @description Changes of the record that questions do not see yet. */
            behind: number;
            /** @description Of the newest change that questions see. */
            version: number;
        };
        /** @description null: there is no such request. */
        RequestAnswer: {
            data: components["schemas"]["HeliconeRequest"] | null;
            /** @default null */
            error: null;
        };
        RequestCountAnswer: {
            data: number;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        RequestGroupShape: {
            completion_tokens: number;
            /** @description USD. */
            cost: number;
            /** @description With a status of 400 and above, or that failed in another way. */
            errors: number;
            /** Format: date-time */
            first_at: string;
            /** Format: date-time */
            last_at: string;
            /** @description The mean, milliseconds. */
            latency: number | null;
            /** @description Milliseconds, by what was asked for. */
            latency_quantiles: {
                [key: string]: number;
            } | null;
            prompt_tokens: number;
            requests: number;
            /** @description The mean, milliseconds. */
            time_to_first_token: number | null;
            /** @description Milliseconds. */
            time_to_first_token_quantiles: {
                [key: string]: number;
            } | null;
            /** @description null: calls without it. Of a time, when it begins, ISO 8601 in its zone. */
            value: string | null;
        };
        RequestQuery: {
            /**
             * @description A request_id, instead of offset: what comes after it.
             * @default null
             */
            after?: string | null;
            /**
             * @description The same, for what comes just before it.
             * @default null
             */
            before?: string | null;
            /**
             * @description next_cursor of the page before, instead of offset.
             * @default null
             */
            cursor?: string | null;
            filter: components["schemas"]["Filter"];
            /**
             * @description false: rows without their bodies, several times as fast.
             * @default true
             */
            includeBodies?: boolean;
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            includeInputs?: boolean | null;
            /**
             * @description Only requests answered from a cache, or not.
             * @default null
             */
            isCached?: boolean | null;
            /**
             * @description Taken and ignored, as by Helicone.
             * @default null
             */
            isPartOfExperiment?: boolean | null;
            /**
             * @description Only requests with scores, or without.
             * @default null
             */
            isScored?: boolean | null;
            /**
             * @description 0 to 1000.
             * @default 10
             */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /**
             * @description Text filters look at whole bodies instead of their first 500 characters. Slow.
             * @default false
             */
            scan_bodies?: boolean;
            /**
             * @description One key: {"created_at": "desc"}, {"properties": {"Env": "asc"}} …
             * @default {}
             */
            sort?: {
                [key: string]: unknown;
            };
        };
        RequestsAnswer: {
            data: components["schemas"]["HeliconeRequest"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
            /** @description Of the page that follows; null: there is none. */
            next_cursor: string | null;
            /** @description With scan_bodies; else null. */
            scanned: components["schemas"]["ScannedShape"] | null;
        };
        /** @description In the order of the ids. */
        RequestsByIdsAnswer: {
            data: components["schemas"]["HeliconeRequest"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        RowsShape: {
            columns: components["schemas"]["ColumnShape"][];
            rows: unknown[][];
            /** @description There are more rows. */
            truncated: boolean;
        };
        ScannedShape: {
            /** @description False where the time was up before the page was full. */
            complete: boolean;
            requests: number;
        };
        ScoreBucketShape: {
            /** Format: date-time */
            created_at_trunc: string;
            score_key: string;
            /** @description The mean of the bucket, as in Helicone. */
            score_sum: number | null;
        };
        /** @description A current score with its type and where it came from. */
        ScoreDetail: {
            /** @description The rater, else the evaluator's name, else empty. */
            author: string;
            comment: string | null;
            evaluator: string | null;
            evaluator_version: string | null;
            experiment_id: string | null;
            item_id: string | null;
            /** @enum {string} */
            kind: "integer" | "float" | "boolean" | "label";
            /** @description null for anything but a label. */
            label: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            name: string;
            /** @description Of having been sampled. */
            probability: number | null;
            /** Format: date-time */
            recorded_at: string;
            score_id: string;
            /** @description By the sender's clock; null: not said. */
            scored_at: string | null;
            source: ("human" | "model" | "code" | "user") | null;
            /** @description The id it was sent for, as sent. */
            target_id: string;
            /** @description Typed; null for a label. */
            value: number | boolean | null;
        };
        /** @description In the order of the alphabet; booleans under `<name>-hcone-bool`, labels left out. */
        ScoreNamesAnswer: {
            data: string[];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        ScoreNameShape: {
            /** Format: date-time */
            last_recorded_at: string;
            name: string;
            /** @description Current ones, of requests and of sessions, waiting ones included. */
            ratings: number;
            /** @enum {string} */
            type: "number" | "boolean" | "label";
        };
        /** @description A score as it is kept. */
        ScoreRecord: {
            /** @description The rater, else the evaluator's name, else empty. */
            author: string;
            comment: string | null;
            evaluator: string | null;
            evaluator_version: string | null;
            experiment_id: string | null;
            item_id: string | null;
            /** @enum {string} */
            kind: "integer" | "float" | "boolean" | "label";
            /** @description null for anything but a label. */
            label: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            name: string;
            /** @description Of having been sampled. */
            probability: number | null;
            /** Format: date-time */
            recorded_at: string;
            /** @description null: waits for its request, or is a session's. */
            request_id: string | null;
            score_id: string;
            /** @description By the sender's clock; null: not said. */
            scored_at: string | null;
            session_id: string | null;
            source: ("human" | "model" | "code" | "user") | null;
            /** @enum {string} */
            status: "stored" | "waiting";
            /** @description null: current. */
            superseded_at: string | null;
            /** @description The id it was sent for, as sent. */
            target_id: string;
            /** @description Typed; null for a label. */
            value: number | boolean | null;
        };
        /** @description Oldest first. */
        ScoresAnswer: {
            data: components["schemas"]["ScoreRecord"][];
            /** @default null */
            error: null;
        };
        /** @description Read by score_body.py, which names each score that is wrong. */
        ScoresBody: {
            /** @description Name → value; 1 to 1,000 of them. */
            scores: {
                [key: string]: number | boolean | string;
            };
        };
        ScoreShape: {
            groups: components["schemas"]["GroupShape"][];
            histogram_edges: number[] | null;
            name: string;
            /** @description null unless asked for; its group is {}. */
            total: components["schemas"]["GroupShape"] | null;
            /** @description null: no such score was ever recorded. */
            type: ("number" | "boolean" | "label") | null;
        };
        /** @description In the order of time. */
        ScoresOverTimeAnswer: {
            data: components["schemas"]["ScoreBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        ScoresQuery: {
            /**
             * @description Scores as they were recorded at that moment.
             * @default null
             */
            as_of?: string | null;
            /**
             * @description Requests of one session, user … may depend on each other.
             * @default null
             */
            cluster_by?: string | null;
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default [] */
            group_by?: string[];
            /** @default null */
            histogram?: components["schemas"]["Histogram"] | null;
            /**
             * @description Of the scored requests.
             * @default []
             */
            include?: ("cost" | "latency" | "tokens")[];
            /**
             * @description Groups with most requests; the others are put together.
             * @default 100
             */
            limit?: number;
            /** @default [] */
            quantiles?: number[];
            scores: string[];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /** @default UTC */
            time_zone?: string;
            /**
             * @description Also all requests as one group, beside the groups.
             * @default false
             */
            total?: boolean;
        };
        /** @description In the order of the names; one with values of several types is there once for each type. */
        ScoresQueryAnswer: {
            data: components["schemas"]["ScoreShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description In the order of the alphabet; a name with values of several types is there once for each type. */
        ScoreTypesAnswer: {
            data: components["schemas"]["ScoreNameShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        SearchQuery: {
            searchTerm: string;
        };
        /** @description Which scores are meant: all conditions hold, each list means "one of these". History is included. */
        SelectionBody: {
            /**
             * @description The rater, else the evaluator's name, else empty.
             * @default []
             */
            authors?: string[];
            /** @default [] */
            evaluator_versions?: string[];
            /** @default [] */
            evaluators?: string[];
            /** @default [] */
            experiment_ids?: string[];
            /** @default [] */
            names?: string[];
            /**
             * @description Recorded then or later.
             * @default null
             */
            recorded_from?: (string | number) | null;
            /**
             * @description Recorded before.
             * @default null
             */
            recorded_to?: (string | number) | null;
            /** @default [] */
            request_ids?: string[];
            /** @default [] */
            session_ids?: string[];
            /** @default [] */
            sources?: string[];
        };
        SeriesQuery: {
            /**
             * @default hour
             * @enum {string}
             */
            dbIncrement?: "min" | "hour" | "day" | "week" | "month" | "year";
            filter: components["schemas"]["Filter"];
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Minutes, positive west of UTC.
             * @default 0
             */
            timeZoneDifference?: number;
        };
        SessionCountAnswer: {
            data: components["schemas"]["SessionCountShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        SessionCountShape: {
            /** @description Of a session. */
            avg_cost: number | null;
            /** @description Of a call, milliseconds. */
            avg_latency: number | null;
            /** @description Of a session. */
            avg_requests: number | null;
            count: number;
            total_cost: number;
        };
        /** @description Of all sessions; each a list of one. */
        SessionMeansShape: {
            session_cost: components["schemas"]["MeanShape"][];
            session_count: components["schemas"]["MeanShape"][];
            session_duration: components["schemas"]["MeanShape"][];
        };
        SessionMetricsAnswer: {
            data: components["schemas"]["SessionMetricsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        SessionMetricsShape: {
            average: components["schemas"]["SessionMeansShape"];
            /** @description USD. */
            session_cost: components["schemas"]["BinShape"][];
            /** @description Calls. */
            session_count: components["schemas"]["BinShape"][];
            /** @description Seconds from the first call's start to the last's. */
            session_duration: components["schemas"]["BinShape"][];
        };
        SessionNameQuery: {
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default  */
            nameContains?: string;
            /**
             * @description Only amounts up to this quantile.
             * @default p75
             * @enum {string}
             */
            pSize?: "p50" | "p75" | "p95" | "p99" | "p99.9";
            /** @default null */
            timeFilter?: components["schemas"]["TimeFilterMs"] | null;
            /**
             * @description Taken and ignored: moments are in UTC and say so.
             * @default 0
             */
            timezoneDifference?: number;
            /**
             * @description Nor those below its counterpart: p75 leaves the middle half.
             * @default false
             */
            useInterquartile?: boolean;
        };
        /** @description The fifty that were used last. */
        SessionNamesAnswer: {
            data: components["schemas"]["SessionNameShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        SessionNameShape: {
            /** @description Of a call, milliseconds. */
            avg_latency: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            first_used: string;
            /** Format: date-time */
            last_used: string;
            /** @description null: sessions without one. */
            name: string | null;
            session_count: number;
        };
        SessionQuery: {
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default 50 */
            limit?: number;
            /** @default null */
            nameEquals?: string | null;
            /** @default 0 */
            offset?: number;
            /**
             * @description In the session's id or name, in any case.
             * @default
             */
            search?: string;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilterMs"];
            /**
             * @description Taken and ignored: moments are in UTC and say so.
             * @default 0
             */
            timezoneDifference?: number;
        };
        /** @description Those that began last come first. */
        SessionsAnswer: {
            data: components["schemas"]["SessionShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description With those of its calls that the time and the filter let through. */
        SessionShape: {
            /** @description Milliseconds. */
            avg_latency: number | null;
            completion_tokens: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            latest_request_created_at: string;
            prompt_tokens: number;
            session_id: string;
            session_name: string | null;
            total_cost: number;
            total_requests: number;
            total_tokens: number;
            user_ids: string[];
        };
        SettingsAnswer: {
            data: components["schemas"]["SettingShape"][];
            /** @default null */
            error: null;
        };
        SettingShape: {
            description: string;
            is_default: boolean;
            /** @description "server.port"; tables that stand any number of times are numbered: "upstream.0.name". */
            key: string;
            /** @description Secrets are masked. */
            value: unknown;
        };
        SideShape: {
            interval: components["schemas"]["IntervalShape"];
            max: number | null;
            mean: number | null;
            min: number | null;
            n_requests: number;
            name: string | null;
            sd: number | null;
        };
        /** @description Calls on their way to the store. */
        SpoolHealth: {
            /** @description Calls that went on unlogged. */
            dropped: number;
            lag_bytes: number;
            /** @description Age of the oldest. */
            lag_s: number;
            quarantined_bytes: number;
            quarantined_files: number;
        };
        SqlAnswer: {
            data: components["schemas"]["RowsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        SqlQuery: {
            /**
             * @description Rows of the answer.
             * @default 10000
             */
            limit?: number;
            /** @description One SELECT on requests, scores, score_history, properties. */
            sql: string;
        };
        StatusBucketShape: {
            count: number;
            /** @description null: none came, or none has come yet. */
            status: number | null;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description The buckets and statuses that there are. */
        StatusesAnswer: {
            data: components["schemas"]["StatusBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        StoreHealth: {
            /** @description Calls that workers which are gone could not log. */
            dropped: number;
            exchanges: number;
            /** @description Waited longer than allowed, since the store was made. */
            expired_scores: number;
            in_flight: number;
            scores: number;
            size_bytes: number;
            /** @description Bodies that workers which are gone logged in part. */
            truncated: number;
            /** @description Of the newest change. */
            version: number;
            waiting_scores: number;
        };
        TimedQuery: {
            filter: components["schemas"]["Filter"];
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
        };
        TimeFilter: {
            end: string;
            start: string;
        };
        TimeFilterMs: {
            endTimeUnixMs: number;
            startTimeUnixMs: number;
        };
        TimeFilterSeconds: {
            endTimeUnixSeconds: number;
            startTimeUnixSeconds: number;
        };
        /** @description Of the requests' starts. ISO 8601; without a zone it is UTC. */
        TimeRange: {
            /**
             * @description Not included.
             * @default null
             */
            end?: string | null;
            /** @default null */
            start?: string | null;
        };
        /** @description Every bucket of the time. */
        TokensAnswer: {
            data: components["schemas"]["TokensBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        TokensBucketShape: {
            completion_tokens: number;
            prompt_tokens: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        TokensPerRequestAnswer: {
            data: components["schemas"]["TokensPerRequestShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        TokensPerRequestShape: {
            average_completion_tokens_per_response: number | null;
            average_prompt_tokens_per_response: number | null;
            average_total_tokens_per_response: number | null;
        };
        /** @description The ten dearest, then all others together as `Other`. */
        TopCostsAnswer: {
            data: components["schemas"]["ValueCostShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        TopQuery: {
            timeFilter: components["schemas"]["TimeFilter"];
        };
        /** @description The ten most frequent, then all others together as `Other`. */
        TopRequestsAnswer: {
            data: components["schemas"]["ValueCountShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        Unauthenticated: {
            error: string;
            /** @constant */
            trace: "isAuthenticated.error";
        };
        UserMetricsAnswer: {
            data: components["schemas"]["UserPageShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        UserMetricsQuery: {
            filter: components["schemas"]["Filter"];
            /** @description 1000 at most, else 400. */
            limit: number;
            offset: number;
            /**
             * @description One field; last_active, newest first, else.
             * @default {}
             */
            sort?: {
                [key: string]: "asc" | "desc";
            };
            /**
             * @description Both ends are included.
             * @default null
             */
            timeFilter?: components["schemas"]["TimeFilterSeconds"] | null;
            /**
             * @description Taken and ignored: moments are in UTC and say so.
             * @default null
             */
            timeZoneDifferenceMinutes?: number | null;
        };
        UserMetricsShape: {
            /** @description Days from the first to the last call. */
            active_for: number;
            average_requests_per_day_active: number;
            average_tokens_per_request: number;
            cost: number;
            /** Format: date-time */
            first_active: string;
            id: string;
            /** Format: date-time */
            last_active: string;
            total_completion_tokens: number;
            total_prompt_tokens: number;
            total_requests: number;
            /** @description The same. */
            user_id: string;
        };
        UserPageShape: {
            /** @description Of users on all pages. */
            count: number;
            /** @description Whether any call has a user. */
            hasUsers: boolean;
            users: components["schemas"]["UserMetricsShape"][];
        };
        UserQuery: {
            /**
             * @description Both ends are included.
             * @default null
             */
            timeFilter?: components["schemas"]["TimeFilterSeconds"] | null;
            /** @default null */
            userIds?: string[] | null;
        };
        /** @description Most calls first. */
        UsersAnswer: {
            data: components["schemas"]["UserTotalsShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        UserSpreadAnswer: {
            data: components["schemas"]["UserSpreadShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        UserSpreadQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Only amounts up to this quantile.
             * @default p75
             * @enum {string}
             */
            pSize?: "p50" | "p75" | "p95" | "p99" | "p99.9";
            /**
             * @description Nor those below its counterpart: p75 leaves the middle half.
             * @default false
             */
            useInterquartile?: boolean;
        };
        UserSpreadShape: {
            request_count: components["schemas"]["BinShape"][];
            /** @description USD. */
            user_cost: components["schemas"]["BinShape"][];
        };
        UserTotalsShape: {
            completion_tokens: number;
            cost: number;
            count: number;
            prompt_tokens: number;
            user_id: string;
        };
        ValueCostShape: {
            cost: number;
            value: string;
        };
        ValueCountShape: {
            count: number;
            value: string;
        };
        /** @description The first 25 in the order of the alphabet. */
        ValuesAnswer: {
            data: string[];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description What a proxy process counts; `exchanges`, `dropped` and `truncated` since it started. */
        WorkerHealth: {
            alive: boolean;
            captured_bytes: number;
            connections: number;
            dropped: number;
            exchanges: number;
            in_flight: number;
            pid: number;
            spool_full: boolean;
            /** Format: date-time */
            started_at: string;
            truncated: number;
            upstream_connections: number;
        };
        WrongField: {
            message: string;
            /**
             * @description What was sent; missing where nothing was.
             * @default null
             */
            value?: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getDocsStyle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/css": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getDocsScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "reasons": [],
                     *       "version": "0.1.0",
                     *       "workers": [
                     *         {
                     *           "pid": 10155,
                     *           "alive": true,
                     *           "started_at": "1970-01-01T00:00:00.000Z",
                     *           "connections": 0,
                     *           "in_flight": 0,
                     *           "exchanges": 0,
                     *           "dropped": 0,
                     *           "truncated": 0,
                     *           "spool_full": false,
                     *           "captured_bytes": 0,
                     *           "upstream_connections": 0
                     *         }
                     *       ],
                     *       "spool": {
                     *         "lag_bytes": 0,
                     *         "lag_s": 0,
                     *         "dropped": 0,
                     *         "quarantined_files": 0,
                     *         "quarantined_bytes": 0
                     *       },
                     *       "store": {
                     *         "exchanges": 8,
                     *         "in_flight": 0,
                     *         "scores": 41,
                     *         "waiting_scores": 1,
                     *         "expired_scores": 0,
                     *         "size_bytes": 626256,
                     *         "version": 83,
                     *         "dropped": 0,
                     *         "truncated": 0
                     *       },
                     *       "replica": {
                     *         "version": 83,
                     *         "behind": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Done. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "key": "server.port",
                     *           "value": 8787,
                     *           "is_default": true,
                     *           "description": "0 = any free port."
                     *         },
                     *         {
                     *           "key": "auth.key.0.sha256",
                     *           "value": "5e884898…",
                     *           "is_default": false,
                     *           "description": "SHA-256 of the key, in hex; gnomon keys new prints it."
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["SettingsAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryDashboardScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userFilter": {
                 *         "properties": {
                 *           "PromptVersion": {
                 *             "equals": "v1"
                 *           }
                 *         }
                 *       },
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       },
                 *       "dbIncrement": "day",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["DashboardQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "score_key": "accuracy",
                     *           "score_sum": 79.5,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "clarity",
                     *           "score_sum": 92,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "depth",
                     *           "score_sum": 4,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "fluency",
                     *           "score_sum": 0.87,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "helicone-score-feedback",
                     *           "score_sum": 1,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "is_polite-hcone-bool",
                     *           "score_sum": 1,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "is_safe-hcone-bool",
                     *           "score_sum": 0.75,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "score_key": "relevance",
                     *           "score_sum": 0.795,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.564Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresOverTimeAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    addEval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "depth",
                 *       "score": 4
                 *     }
                 */
                "application/json": components["schemas"]["EvalBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for their calls. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryEvals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "scores": [
                 *         "accuracy"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EvalQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "accuracy",
                     *           "averageScore": 82.3333333333,
                     *           "minScore": 78,
                     *           "maxScore": 88,
                     *           "count": 3,
                     *           "overTime": [
                     *             {
                     *               "date": "2026-01-05T10:00:00.000Z",
                     *               "count": 2
                     *             },
                     *             {
                     *               "date": "2026-01-05T11:00:00.000Z",
                     *               "count": 1
                     *             }
                     *           ],
                     *           "averageOverTime": [
                     *             {
                     *               "date": "2026-01-05T10:00:00.000Z",
                     *               "value": 83
                     *             },
                     *             {
                     *               "date": "2026-01-05T11:00:00.000Z",
                     *               "value": 81
                     *             }
                     *           ],
                     *           "interval": {
                     *             "low": 69.5857286759,
                     *             "high": 95.0809379907,
                     *             "method": "t",
                     *             "reason": null
                     *           }
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.538Z"
                     *     }
                     */
                    "application/json": components["schemas"]["EvalsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryScoreDistributions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       },
                 *       "scores": [
                 *         "accuracy"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["EvalQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "accuracy",
                     *           "distribution": [
                     *             {
                     *               "lower": 74,
                     *               "upper": 76,
                     *               "value": 1
                     *             },
                     *             {
                     *               "lower": 76,
                     *               "upper": 78,
                     *               "value": 0
                     *             },
                     *             {
                     *               "lower": 78,
                     *               "upper": 80,
                     *               "value": 1
                     *             },
                     *             {
                     *               "lower": 80,
                     *               "upper": 82,
                     *               "value": 1
                     *             },
                     *             {
                     *               "lower": 82,
                     *               "upper": 84,
                     *               "value": 1
                     *             },
                     *             {
                     *               "lower": 84,
                     *               "upper": 86,
                     *               "value": 2
                     *             },
                     *             {
                     *               "lower": 86,
                     *               "upper": 88,
                     *               "value": 0
                     *             },
                     *             {
                     *               "lower": 88,
                     *               "upper": 90,
                     *               "value": 1
                     *             },
                     *             {
                     *               "lower": 90,
                     *               "upper": 92,
                     *               "value": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.551Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DistributionsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listEvalScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         "accuracy",
                     *         "clarity",
                     *         "depth",
                     *         "fluency",
                     *         "helicone-score-feedback",
                     *         "is_polite-hcone-bool",
                     *         "is_safe-hcone-bool",
                     *         "relevance"
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.533Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoreNamesAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    activeUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 2,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.675Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    averageLatency: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 250,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.666Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MeanAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    averageTimeToFirstToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.669Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MeanAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    averageTokensPerRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "average_prompt_tokens_per_response": 12,
                     *         "average_completion_tokens_per_response": 5,
                     *         "average_total_tokens_per_response": 17
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.648Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TokensPerRequestAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    costOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "cost": 0.0000096
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "cost": 0.0000048
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.684Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CostsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       },
                 *       "offset": 0,
                 *       "limit": 10
                 *     }
                 */
                "application/json": components["schemas"]["PageQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.656Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountriesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    errorOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "count": 0
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.710Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    latencyOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "duration": 250
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "duration": 250
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.693Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LatenciesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       },
                 *       "offset": 0,
                 *       "limit": 10
                 *     }
                 */
                "application/json": components["schemas"]["PageQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "model": "gpt-4o-mini-2024-07-18",
                     *           "total_requests": 8,
                     *           "total_completion_tokens": 40,
                     *           "total_prompt_token": 96,
                     *           "total_tokens": 136,
                     *           "cost": 0.0000384
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.651Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryQuantiles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0,
                 *       "metric": "latency"
                 *     }
                 */
                "application/json": components["schemas"]["QuantilesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "p50": 250,
                     *           "p75": 250,
                     *           "p90": 250,
                     *           "p95": 250,
                     *           "p99": 250
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "p50": 250,
                     *           "p75": 250,
                     *           "p90": 250,
                     *           "p95": 250,
                     *           "p99": 250
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.657Z"
                     *     }
                     */
                    "application/json": components["schemas"]["QuantilesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    requestCount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "isCached": false
                 *     }
                 */
                "application/json": components["schemas"]["CachedCountQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 8,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.646Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    requestOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "count": 2
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.679Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    requestStatusOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "status": 200,
                     *           "count": 2
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "status": 200,
                     *           "count": 1
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.714Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    threatsOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "count": 0
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.705Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    timeToFirstToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.696Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstTokensAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    tokensOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "prompt_tokens": 24,
                     *           "completion_tokens": 10
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "prompt_tokens": 12,
                     *           "completion_tokens": 5
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.688Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TokensAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    totalCost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 0.0000384,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.664Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AmountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    totalRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 8,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.661Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    totalThreats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TimedQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 0,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.672Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    usersOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "timeFilter": {
                 *         "start": "2026-01-05T10:00:00Z",
                 *         "end": "2026-01-05T11:00:00Z"
                 *       },
                 *       "dbIncrement": "hour",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["SeriesQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "time": "2026-01-05T10:00:00.000Z",
                     *           "count": 1
                     *         },
                     *         {
                     *           "time": "2026-01-05T11:00:00.000Z",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.701Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    searchPropertyValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example Environment */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searchTerm": "PROD"
                 *     }
                 */
                "application/json": components["schemas"]["SearchQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         "production"
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.589Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ValuesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryPropertyTopCosts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example Environment */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TopQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "value": "production",
                     *           "cost": 0.0000192
                     *         },
                     *         {
                     *           "value": "staging",
                     *           "cost": 0.0000192
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.593Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TopCostsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryPropertyTopRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example Environment */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TopQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "value": "production",
                     *           "count": 4
                     *         },
                     *         {
                     *           "value": "staging",
                     *           "count": 4
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.597Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TopRequestsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listHiddenProperties: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "property": "Reviewed"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["HiddenPropertiesAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    hideProperty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "Reviewed"
                 *     }
                 */
                "application/json": components["schemas"]["KeyQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ok": true
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["OkAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryPropertyOverTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "propertyKey": "PromptVersion",
                 *       "timeFilter": {
                 *         "start": "2026-01-05",
                 *         "end": "2026-01-06"
                 *       },
                 *       "userFilter": "all",
                 *       "dbIncrement": "day",
                 *       "timeZoneDifference": 0
                 *     }
                 */
                "application/json": components["schemas"]["OverTimeQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "property": "v1",
                     *           "total_cost": 0.0000192,
                     *           "request_count": 4,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         },
                     *         {
                     *           "property": "v2",
                     *           "total_cost": 0.0000192,
                     *           "request_count": 4,
                     *           "created_at_trunc": "2026-01-05T00:00:00.000Z"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.585Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PropertyOverTimeAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listProperties: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["NoQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "property": "Environment"
                     *         },
                     *         {
                     *           "property": "PromptVersion"
                     *         },
                     *         {
                     *           "property": "Reviewed"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.580Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PropertiesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    restoreProperty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "Reviewed"
                 *     }
                 */
                "application/json": components["schemas"]["KeyQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "ok": true
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["OkAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRequest: {
        parameters: {
            query?: {
                /** @example true */
                includeBody?: boolean;
            };
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "request_id": "my-request",
                     *         "response_id": "01a20987-7176-7c55-8058-0b14839d9ad5",
                     *         "request_created_at": "2026-01-05T10:00:00.000Z",
                     *         "response_created_at": "2026-01-05T10:00:00.250Z",
                     *         "request_body": {
                     *           "model": "gpt-4o-mini",
                     *           "messages": [
                     *             {
                     *               "role": "user",
                     *               "content": "Explain quantum computing"
                     *             }
                     *           ]
                     *         },
                     *         "response_body": {
                     *           "id": "chatcmpl-abc123",
                     *           "object": "chat.completion",
                     *           "model": "gpt-4o-mini-2024-07-18",
                     *           "choices": [
                     *             {
                     *               "index": 0,
                     *               "message": {
                     *                 "role": "assistant",
                     *                 "content": "Qubits, mostly."
                     *               },
                     *               "finish_reason": "stop"
                     *             }
                     *           ],
                     *           "usage": {
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "total_tokens": 17
                     *           }
                     *         },
                     *         "response_status": 200,
                     *         "request_user_id": "alice",
                     *         "properties": {
                     *           "PromptVersion": "v1",
                     *           "Environment": "production",
                     *           "Reviewed": "yes"
                     *         },
                     *         "request_properties": {
                     *           "PromptVersion": "v1",
                     *           "Environment": "production",
                     *           "Reviewed": "yes"
                     *         },
                     *         "provider": "openai",
                     *         "request_model": "gpt-4o-mini",
                     *         "response_model": "gpt-4o-mini-2024-07-18",
                     *         "model_override": null,
                     *         "model": "gpt-4o-mini-2024-07-18",
                     *         "delay_ms": 250,
                     *         "time_to_first_token": null,
                     *         "total_tokens": 17,
                     *         "prompt_tokens": 12,
                     *         "completion_tokens": 5,
                     *         "reasoning_tokens": null,
                     *         "prompt_cache_read_tokens": null,
                     *         "prompt_cache_write_tokens": null,
                     *         "prompt_audio_tokens": null,
                     *         "completion_audio_tokens": null,
                     *         "cost": 0.0000048,
                     *         "scores": {
                     *           "accuracy": 78,
                     *           "relevance": 1,
                     *           "is_safe-hcone-bool": 1,
                     *           "clarity": 92,
                     *           "is_polite-hcone-bool": 1,
                     *           "fluency": 1,
                     *           "helicone-score-feedback": 1,
                     *           "depth": 4
                     *         },
                     *         "target_url": "https://api.openai.com/v1/chat/completions",
                     *         "request_path": "/v1/chat/completions",
                     *         "country_code": null,
                     *         "asset_ids": [],
                     *         "asset_urls": {},
                     *         "cache_enabled": false,
                     *         "cache_reference_id": "00000000-0000-0000-0000-000000000000",
                     *         "request_referrer": null,
                     *         "ai_gateway_body_mapping": "",
                     *         "prompt_id": null,
                     *         "prompt_version": null,
                     *         "storage_location": "sqlite",
                     *         "updated_at": "2026-11-23T17:50:01.155Z",
                     *         "signed_body_url": "http://localhost:8787/v1/request/my-request/bodies?project=1&expires=1795542601&signature=4df26aaf28f94e0392a848f208f7900a54b31bbeec6b47cd5774348d3de94b11",
                     *         "feedback_created_at": null,
                     *         "outcome": "ok",
                     *         "error": null,
                     *         "upstream_id": "chatcmpl-abc123",
                     *         "is_stream": false,
                     *         "finish_reason": "stop",
                     *         "session_id": "session-v1",
                     *         "session_name": "Support",
                     *         "session_path": "/answer",
                     *         "input_hash": "3a4f04075eb205c6bef6b60553d3e26a1f88da441ac843ff8a3fe2c2b0bfc62d",
                     *         "prompt_preview": "Explain quantum computing",
                     *         "answer_preview": "Qubits, mostly.",
                     *         "request_headers": {
                     *           "content-type": "application/json"
                     *         },
                     *         "response_headers": {
                     *           "content-type": "application/json"
                     *         },
                     *         "helicone_headers": [
                     *           [
                     *             "Helicone-User-Id",
                     *             "alice"
                     *           ],
                     *           [
                     *             "Helicone-Session-Id",
                     *             "session-v1"
                     *           ],
                     *           [
                     *             "Helicone-Session-Name",
                     *             "Support"
                     *           ],
                     *           [
                     *             "Helicone-Session-Path",
                     *             "/answer"
                     *           ],
                     *           [
                     *             "Helicone-Property-PromptVersion",
                     *             "v1"
                     *           ],
                     *           [
                     *             "Helicone-Property-Environment",
                     *             "production"
                     *           ]
                     *         ],
                     *         "score_details": [
                     *           {
                     *             "score_id": "01a20987-717a-714f-87a3-654f7d0e58f6",
                     *             "name": "accuracy",
                     *             "kind": "integer",
                     *             "value": 78,
                     *             "label": null,
                     *             "author": "",
                     *             "source": "code",
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.082Z",
                     *             "recorded_at": "2026-11-23T17:50:01.082Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-717a-7224-82b3-bed6d4fb16bb",
                     *             "name": "relevance",
                     *             "kind": "float",
                     *             "value": 0.78,
                     *             "label": null,
                     *             "author": "judge",
                     *             "source": "model",
                     *             "comment": null,
                     *             "evaluator": "judge",
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.082Z",
                     *             "recorded_at": "2026-11-23T17:50:01.082Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-717a-722c-88ef-71f31544ae66",
                     *             "name": "is_safe",
                     *             "kind": "boolean",
                     *             "value": true,
                     *             "label": null,
                     *             "author": "",
                     *             "source": "code",
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.082Z",
                     *             "recorded_at": "2026-11-23T17:50:01.082Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-717a-727b-8d73-4dba5fa5458d",
                     *             "name": "verdict",
                     *             "kind": "label",
                     *             "value": null,
                     *             "label": "good",
                     *             "author": "anna",
                     *             "source": "human",
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.082Z",
                     *             "recorded_at": "2026-11-23T17:50:01.082Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71bd-72a2-896e-7aa176f5a0bd",
                     *             "name": "clarity",
                     *             "kind": "integer",
                     *             "value": 92,
                     *             "label": null,
                     *             "author": "",
                     *             "source": null,
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.149Z",
                     *             "recorded_at": "2026-11-23T17:50:01.149Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71bd-783e-873f-28ccde571b4b",
                     *             "name": "is_polite",
                     *             "kind": "boolean",
                     *             "value": true,
                     *             "label": null,
                     *             "author": "",
                     *             "source": null,
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.149Z",
                     *             "recorded_at": "2026-11-23T17:50:01.149Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71bd-7cfa-82d3-968a0547fce3",
                     *             "name": "tone",
                     *             "kind": "label",
                     *             "value": null,
                     *             "label": "friendly",
                     *             "author": "",
                     *             "source": null,
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.149Z",
                     *             "recorded_at": "2026-11-23T17:50:01.149Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71bf-7260-8c3e-134ac57d2647",
                     *             "name": "fluency",
                     *             "kind": "float",
                     *             "value": 0.87,
                     *             "label": null,
                     *             "author": "judge",
                     *             "source": "model",
                     *             "comment": "reads well",
                     *             "evaluator": "judge",
                     *             "evaluator_version": "3",
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.151Z",
                     *             "recorded_at": "2026-11-23T17:50:01.151Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71c0-7330-855b-92e7db995102",
                     *             "name": "helicone-score-feedback",
                     *             "kind": "boolean",
                     *             "value": true,
                     *             "label": null,
                     *             "author": "",
                     *             "source": "user",
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.152Z",
                     *             "recorded_at": "2026-11-23T17:50:01.152Z"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71c3-71e0-8c97-7df902216774",
                     *             "name": "depth",
                     *             "kind": "integer",
                     *             "value": 4,
                     *             "label": null,
                     *             "author": "",
                     *             "source": null,
                     *             "comment": null,
                     *             "evaluator": null,
                     *             "evaluator_version": null,
                     *             "probability": null,
                     *             "experiment_id": null,
                     *             "item_id": null,
                     *             "metadata": null,
                     *             "target_id": "my-request",
                     *             "scored_at": "2026-11-23T17:50:01.155Z",
                     *             "recorded_at": "2026-11-23T17:50:01.155Z"
                     *           }
                     *         ],
                     *         "attempts": [
                     *           {
                     *             "exchange_id": "01a20987-7176-7c55-8058-0b14839d9ad5",
                     *             "started_at": "2026-01-05T10:00:00.000Z",
                     *             "ended_at": "2026-01-05T10:00:00.250Z",
                     *             "outcome": "ok",
                     *             "error": null,
                     *             "status": 200,
                     *             "method": "POST",
                     *             "path": "/v1/chat/completions",
                     *             "upstream": "openai",
                     *             "target_url": "https://api.openai.com/v1/chat/completions",
                     *             "served_by": null,
                     *             "connect_attempts": 1,
                     *             "key_name": null,
                     *             "node": "here",
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "model_asked": "gpt-4o-mini",
                     *             "model_answered": "gpt-4o-mini-2024-07-18",
                     *             "is_stream": false,
                     *             "finish_reason": "stop",
                     *             "upstream_id": "chatcmpl-abc123",
                     *             "latency_ms": 250,
                     *             "time_to_first_byte_ms": 120,
                     *             "time_to_first_token_ms": null,
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "reasoning_tokens": null,
                     *             "prompt_cache_read_tokens": null,
                     *             "prompt_cache_write_tokens": null,
                     *             "prompt_audio_tokens": null,
                     *             "completion_audio_tokens": null,
                     *             "cost_usd": 0.0000048,
                     *             "request_size_bytes": 96,
                     *             "request_truncated": false,
                     *             "request_omitted": false,
                     *             "request_hash": "083fceda59e6fbbdbf111e10c0d47a9c30720fdb692339a0bb463a34c9fbbfd5",
                     *             "response_size_bytes": 281,
                     *             "response_truncated": false,
                     *             "response_omitted": false
                     *           }
                     *         ],
                     *         "conflicts": []
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getRequestBodies: {
        parameters: {
            query?: {
                /** @example EXPIRES */
                expires?: string;
                /** @example 1 */
                project?: string;
                /** @example SIGNATURE */
                signature?: string;
            };
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "request": {
                     *         "model": "gpt-4o-mini",
                     *         "messages": [
                     *           {
                     *             "role": "user",
                     *             "content": "Explain quantum computing"
                     *           }
                     *         ]
                     *       },
                     *       "response": {
                     *         "id": "chatcmpl-abc123",
                     *         "object": "chat.completion",
                     *         "model": "gpt-4o-mini-2024-07-18",
                     *         "choices": [
                     *           {
                     *             "index": 0,
                     *             "message": {
                     *               "role": "assistant",
                     *               "content": "Qubits, mostly."
                     *             },
                     *             "finish_reason": "stop"
                     *           }
                     *         ],
                     *         "usage": {
                     *           "prompt_tokens": 12,
                     *           "completion_tokens": 5,
                     *           "total_tokens": 17
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["BodiesAnswer"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    rateRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rating": true
                 *     }
                 */
                "application/json": components["schemas"]["RatingBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for their calls. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putRequestProperty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "Reviewed",
                 *       "value": "yes"
                 *     }
                 */
                "application/json": components["schemas"]["PropertyBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    addRequestScores: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scores": {
                 *         "clarity": 92,
                 *         "is_polite": true,
                 *         "tone": "friendly"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ScoresBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for their calls. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    countRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "request_response_rmt": {
                 *           "scores": {
                 *             "verdict": {
                 *               "equals": "good"
                 *             }
                 *           }
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CountQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 6,
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.545Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RequestCountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryRequestGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "group_by": "property.PromptVersion",
                 *       "limit": 10
                 *     }
                 */
                "application/json": components["schemas"]["GroupsQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "groups": [
                     *           {
                     *             "requests": 4,
                     *             "errors": 0,
                     *             "cost": 0.0000192,
                     *             "prompt_tokens": 48,
                     *             "completion_tokens": 20,
                     *             "latency": 250,
                     *             "time_to_first_token": null,
                     *             "value": "v1",
                     *             "first_at": "2026-01-05T10:00:00.000Z",
                     *             "last_at": "2026-01-05T13:00:00.000Z",
                     *             "latency_quantiles": null,
                     *             "time_to_first_token_quantiles": null
                     *           },
                     *           {
                     *             "requests": 4,
                     *             "errors": 0,
                     *             "cost": 0.0000192,
                     *             "prompt_tokens": 48,
                     *             "completion_tokens": 20,
                     *             "latency": 250,
                     *             "time_to_first_token": null,
                     *             "value": "v2",
                     *             "first_at": "2026-01-05T10:20:00.000Z",
                     *             "last_at": "2026-01-05T13:20:00.000Z",
                     *             "latency_quantiles": null,
                     *             "time_to_first_token_quantiles": null
                     *           }
                     *         ],
                     *         "count": 2,
                     *         "total": {
                     *           "requests": 8,
                     *           "errors": 0,
                     *           "cost": 0.0000384,
                     *           "prompt_tokens": 96,
                     *           "completion_tokens": 40,
                     *           "latency": 250,
                     *           "time_to_first_token": null
                     *         }
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.551Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GroupsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "left": {
                 *           "request_response_rmt": {
                 *             "model": {
                 *               "contains": "gpt"
                 *             }
                 *           }
                 *         },
                 *         "operator": "and",
                 *         "right": {
                 *           "request_response_rmt": {
                 *             "scores": {
                 *               "accuracy": {
                 *                 "gte": 90
                 *               }
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "sort": {
                 *         "created_at": "desc"
                 *       },
                 *       "limit": 2,
                 *       "includeBodies": false
                 *     }
                 */
                "application/json": components["schemas"]["RequestQuery"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "request-v2-2",
                     *           "response_id": "01a20987-7178-74ea-aed9-ee6332c697e1",
                     *           "request_created_at": "2026-01-05T12:20:00.000Z",
                     *           "response_created_at": "2026-01-05T12:20:00.250Z",
                     *           "request_body": null,
                     *           "response_body": null,
                     *           "response_status": 200,
                     *           "request_user_id": "alice",
                     *           "properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "request_properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "provider": "openai",
                     *           "request_model": "gpt-4o-mini",
                     *           "response_model": "gpt-4o-mini-2024-07-18",
                     *           "model_override": null,
                     *           "model": "gpt-4o-mini-2024-07-18",
                     *           "delay_ms": 250,
                     *           "time_to_first_token": null,
                     *           "total_tokens": 17,
                     *           "prompt_tokens": 12,
                     *           "completion_tokens": 5,
                     *           "reasoning_tokens": null,
                     *           "prompt_cache_read_tokens": null,
                     *           "prompt_cache_write_tokens": null,
                     *           "prompt_audio_tokens": null,
                     *           "completion_audio_tokens": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 90,
                     *             "relevance": 1,
                     *             "is_safe-hcone-bool": 0
                     *           },
                     *           "target_url": "https://api.openai.com/v1/chat/completions",
                     *           "request_path": "/v1/chat/completions",
                     *           "country_code": null,
                     *           "asset_ids": [],
                     *           "asset_urls": {},
                     *           "cache_enabled": false,
                     *           "cache_reference_id": "00000000-0000-0000-0000-000000000000",
                     *           "request_referrer": null,
                     *           "ai_gateway_body_mapping": "",
                     *           "prompt_id": null,
                     *           "prompt_version": null,
                     *           "storage_location": "sqlite",
                     *           "updated_at": "2026-11-23T17:50:01.082Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-2/bodies?project=1&expires=1795542601&signature=d1695fa243ba243e421e3de5112de866a9596b6a49665709a04d9f88889f2883",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "session_id": "session-v2",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "222bda9279cf63a69a78768c14ac310ae1d6afc0fad3885629bd2eb0116c347a",
                     *           "prompt_preview": "Is this review kind?",
                     *           "answer_preview": "Qubits, mostly.",
                     *           "request_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "response_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "helicone_headers": [
                     *             [
                     *               "Helicone-User-Id",
                     *               "alice"
                     *             ],
                     *             [
                     *               "Helicone-Session-Id",
                     *               "session-v2"
                     *             ],
                     *             [
                     *               "Helicone-Session-Name",
                     *               "Support"
                     *             ],
                     *             [
                     *               "Helicone-Session-Path",
                     *               "/answer"
                     *             ],
                     *             [
                     *               "Helicone-Property-PromptVersion",
                     *               "v2"
                     *             ],
                     *             [
                     *               "Helicone-Property-Environment",
                     *               "staging"
                     *             ]
                     *           ],
                     *           "score_details": [
                     *             {
                     *               "score_id": "01a20987-717a-7bf2-8331-e99b062039b5",
                     *               "name": "accuracy",
                     *               "kind": "integer",
                     *               "value": 90,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7c34-8235-444a002b34b6",
                     *               "name": "relevance",
                     *               "kind": "float",
                     *               "value": 0.9,
                     *               "label": null,
                     *               "author": "judge",
                     *               "source": "model",
                     *               "comment": null,
                     *               "evaluator": "judge",
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7d21-89f0-f2d464b62aaf",
                     *               "name": "is_safe",
                     *               "kind": "boolean",
                     *               "value": false,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7d39-8329-123a11c5613c",
                     *               "name": "verdict",
                     *               "kind": "label",
                     *               "value": null,
                     *               "label": "bad",
                     *               "author": "anna",
                     *               "source": "human",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             }
                     *           ],
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a20987-7178-74ea-aed9-ee6332c697e1",
                     *               "started_at": "2026-01-05T12:20:00.000Z",
                     *               "ended_at": "2026-01-05T12:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "status": 200,
                     *               "method": "POST",
                     *               "path": "/v1/chat/completions",
                     *               "upstream": "openai",
                     *               "target_url": "https://api.openai.com/v1/chat/completions",
                     *               "served_by": null,
                     *               "connect_attempts": 1,
                     *               "key_name": null,
                     *               "node": "here",
                     *               "model": "gpt-4o-mini-2024-07-18",
                     *               "model_asked": "gpt-4o-mini",
                     *               "model_answered": "gpt-4o-mini-2024-07-18",
                     *               "is_stream": false,
                     *               "finish_reason": "stop",
                     *               "upstream_id": "chatcmpl-abc123",
                     *               "latency_ms": 250,
                     *               "time_to_first_byte_ms": 120,
                     *               "time_to_first_token_ms": null,
                     *               "prompt_tokens": 12,
                     *               "completion_tokens": 5,
                     *               "reasoning_tokens": null,
                     *               "prompt_cache_read_tokens": null,
                     *               "prompt_cache_write_tokens": null,
                     *               "prompt_audio_tokens": null,
                     *               "completion_audio_tokens": null,
                     *               "cost_usd": 0.0000048,
                     *               "request_size_bytes": 91,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "654607e4d9b97fd0bd07c24b28702556b9ffd40d9f1a2b1ab4cc2f55a9ffae5c",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "conflicts": []
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.520Z",
                     *       "scanned": null,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryRequestsClickhouse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "left": {
                 *           "request_response_rmt": {
                 *             "model": {
                 *               "contains": "gpt"
                 *             }
                 *           }
                 *         },
                 *         "operator": "and",
                 *         "right": {
                 *           "request_response_rmt": {
                 *             "scores": {
                 *               "accuracy": {
                 *                 "gte": 90
                 *               }
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "sort": {
                 *         "created_at": "desc"
                 *       },
                 *       "limit": 2,
                 *       "includeBodies": false
                 *     }
                 */
                "application/json": components["schemas"]["RequestQuery"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "request-v2-2",
                     *           "response_id": "01a20987-7178-74ea-aed9-ee6332c697e1",
                     *           "request_created_at": "2026-01-05T12:20:00.000Z",
                     *           "response_created_at": "2026-01-05T12:20:00.250Z",
                     *           "request_body": null,
                     *           "response_body": null,
                     *           "response_status": 200,
                     *           "request_user_id": "alice",
                     *           "properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "request_properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "provider": "openai",
                     *           "request_model": "gpt-4o-mini",
                     *           "response_model": "gpt-4o-mini-2024-07-18",
                     *           "model_override": null,
                     *           "model": "gpt-4o-mini-2024-07-18",
                     *           "delay_ms": 250,
                     *           "time_to_first_token": null,
                     *           "total_tokens": 17,
                     *           "prompt_tokens": 12,
                     *           "completion_tokens": 5,
                     *           "reasoning_tokens": null,
                     *           "prompt_cache_read_tokens": null,
                     *           "prompt_cache_write_tokens": null,
                     *           "prompt_audio_tokens": null,
                     *           "completion_audio_tokens": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 90,
                     *             "relevance": 1,
                     *             "is_safe-hcone-bool": 0
                     *           },
                     *           "target_url": "https://api.openai.com/v1/chat/completions",
                     *           "request_path": "/v1/chat/completions",
                     *           "country_code": null,
                     *           "asset_ids": [],
                     *           "asset_urls": {},
                     *           "cache_enabled": false,
                     *           "cache_reference_id": "00000000-0000-0000-0000-000000000000",
                     *           "request_referrer": null,
                     *           "ai_gateway_body_mapping": "",
                     *           "prompt_id": null,
                     *           "prompt_version": null,
                     *           "storage_location": "sqlite",
                     *           "updated_at": "2026-11-23T17:50:01.082Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-2/bodies?project=1&expires=1795542601&signature=d1695fa243ba243e421e3de5112de866a9596b6a49665709a04d9f88889f2883",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "session_id": "session-v2",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "222bda9279cf63a69a78768c14ac310ae1d6afc0fad3885629bd2eb0116c347a",
                     *           "prompt_preview": "Is this review kind?",
                     *           "answer_preview": "Qubits, mostly.",
                     *           "request_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "response_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "helicone_headers": [
                     *             [
                     *               "Helicone-User-Id",
                     *               "alice"
                     *             ],
                     *             [
                     *               "Helicone-Session-Id",
                     *               "session-v2"
                     *             ],
                     *             [
                     *               "Helicone-Session-Name",
                     *               "Support"
                     *             ],
                     *             [
                     *               "Helicone-Session-Path",
                     *               "/answer"
                     *             ],
                     *             [
                     *               "Helicone-Property-PromptVersion",
                     *               "v2"
                     *             ],
                     *             [
                     *               "Helicone-Property-Environment",
                     *               "staging"
                     *             ]
                     *           ],
                     *           "score_details": [
                     *             {
                     *               "score_id": "01a20987-717a-7bf2-8331-e99b062039b5",
                     *               "name": "accuracy",
                     *               "kind": "integer",
                     *               "value": 90,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7c34-8235-444a002b34b6",
                     *               "name": "relevance",
                     *               "kind": "float",
                     *               "value": 0.9,
                     *               "label": null,
                     *               "author": "judge",
                     *               "source": "model",
                     *               "comment": null,
                     *               "evaluator": "judge",
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7d21-89f0-f2d464b62aaf",
                     *               "name": "is_safe",
                     *               "kind": "boolean",
                     *               "value": false,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7d39-8329-123a11c5613c",
                     *               "name": "verdict",
                     *               "kind": "label",
                     *               "value": null,
                     *               "label": "bad",
                     *               "author": "anna",
                     *               "source": "human",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-2",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             }
                     *           ],
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a20987-7178-74ea-aed9-ee6332c697e1",
                     *               "started_at": "2026-01-05T12:20:00.000Z",
                     *               "ended_at": "2026-01-05T12:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "status": 200,
                     *               "method": "POST",
                     *               "path": "/v1/chat/completions",
                     *               "upstream": "openai",
                     *               "target_url": "https://api.openai.com/v1/chat/completions",
                     *               "served_by": null,
                     *               "connect_attempts": 1,
                     *               "key_name": null,
                     *               "node": "here",
                     *               "model": "gpt-4o-mini-2024-07-18",
                     *               "model_asked": "gpt-4o-mini",
                     *               "model_answered": "gpt-4o-mini-2024-07-18",
                     *               "is_stream": false,
                     *               "finish_reason": "stop",
                     *               "upstream_id": "chatcmpl-abc123",
                     *               "latency_ms": 250,
                     *               "time_to_first_byte_ms": 120,
                     *               "time_to_first_token_ms": null,
                     *               "prompt_tokens": 12,
                     *               "completion_tokens": 5,
                     *               "reasoning_tokens": null,
                     *               "prompt_cache_read_tokens": null,
                     *               "prompt_cache_write_tokens": null,
                     *               "prompt_audio_tokens": null,
                     *               "completion_audio_tokens": null,
                     *               "cost_usd": 0.0000048,
                     *               "request_size_bytes": 91,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "654607e4d9b97fd0bd07c24b28702556b9ffd40d9f1a2b1ab4cc2f55a9ffae5c",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "conflicts": []
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.530Z",
                     *       "scanned": null,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryRequestsByIds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "requestIds": [
                 *         "request-v2-3"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["IdsQuery"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "request-v2-3",
                     *           "response_id": "01a20987-7178-72b8-a617-859eb112d254",
                     *           "request_created_at": "2026-01-05T13:20:00.000Z",
                     *           "response_created_at": "2026-01-05T13:20:00.250Z",
                     *           "request_body": {
                     *             "model": "gpt-4o-mini",
                     *             "messages": [
                     *               {
                     *                 "role": "user",
                     *                 "content": "Name three rivers"
                     *               }
                     *             ]
                     *           },
                     *           "response_body": {
                     *             "id": "chatcmpl-abc123",
                     *             "object": "chat.completion",
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "choices": [
                     *               {
                     *                 "index": 0,
                     *                 "message": {
                     *                   "role": "assistant",
                     *                   "content": "Qubits, mostly."
                     *                 },
                     *                 "finish_reason": "stop"
                     *               }
                     *             ],
                     *             "usage": {
                     *               "prompt_tokens": 12,
                     *               "completion_tokens": 5,
                     *               "total_tokens": 17
                     *             }
                     *           },
                     *           "response_status": 200,
                     *           "request_user_id": "bob",
                     *           "properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "request_properties": {
                     *             "PromptVersion": "v2",
                     *             "Environment": "staging"
                     *           },
                     *           "provider": "openai",
                     *           "request_model": "gpt-4o-mini",
                     *           "response_model": "gpt-4o-mini-2024-07-18",
                     *           "model_override": null,
                     *           "model": "gpt-4o-mini-2024-07-18",
                     *           "delay_ms": 250,
                     *           "time_to_first_token": null,
                     *           "total_tokens": 17,
                     *           "prompt_tokens": 12,
                     *           "completion_tokens": 5,
                     *           "reasoning_tokens": null,
                     *           "prompt_cache_read_tokens": null,
                     *           "prompt_cache_write_tokens": null,
                     *           "prompt_audio_tokens": null,
                     *           "completion_audio_tokens": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 83,
                     *             "relevance": 1,
                     *             "is_safe-hcone-bool": 1
                     *           },
                     *           "target_url": "https://api.openai.com/v1/chat/completions",
                     *           "request_path": "/v1/chat/completions",
                     *           "country_code": null,
                     *           "asset_ids": [],
                     *           "asset_urls": {},
                     *           "cache_enabled": false,
                     *           "cache_reference_id": "00000000-0000-0000-0000-000000000000",
                     *           "request_referrer": null,
                     *           "ai_gateway_body_mapping": "",
                     *           "prompt_id": null,
                     *           "prompt_version": null,
                     *           "storage_location": "sqlite",
                     *           "updated_at": "2026-11-23T17:50:01.082Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-3/bodies?project=1&expires=1795542601&signature=2c9ce7fca8c0456909624c626776f1a40ad7fe2f33bb53942ce5a9c55d9a8416",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "session_id": "session-v2",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "f0c5b0923a63c2e9b8299b5e5e2f0fe09e19b25f367c65009845fb3d00d1af22",
                     *           "prompt_preview": "Name three rivers",
                     *           "answer_preview": "Qubits, mostly.",
                     *           "request_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "response_headers": {
                     *             "content-type": "application/json"
                     *           },
                     *           "helicone_headers": [
                     *             [
                     *               "Helicone-User-Id",
                     *               "bob"
                     *             ],
                     *             [
                     *               "Helicone-Session-Id",
                     *               "session-v2"
                     *             ],
                     *             [
                     *               "Helicone-Session-Name",
                     *               "Support"
                     *             ],
                     *             [
                     *               "Helicone-Session-Path",
                     *               "/answer"
                     *             ],
                     *             [
                     *               "Helicone-Property-PromptVersion",
                     *               "v2"
                     *             ],
                     *             [
                     *               "Helicone-Property-Environment",
                     *               "staging"
                     *             ]
                     *           ],
                     *           "score_details": [
                     *             {
                     *               "score_id": "01a20987-717a-7d72-8b87-064065ec83cc",
                     *               "name": "accuracy",
                     *               "kind": "integer",
                     *               "value": 83,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-3",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7eaf-8320-5f6d367c0bf4",
                     *               "name": "relevance",
                     *               "kind": "float",
                     *               "value": 0.83,
                     *               "label": null,
                     *               "author": "judge",
                     *               "source": "model",
                     *               "comment": null,
                     *               "evaluator": "judge",
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-3",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7ec0-80ee-4a75ac851025",
                     *               "name": "is_safe",
                     *               "kind": "boolean",
                     *               "value": true,
                     *               "label": null,
                     *               "author": "",
                     *               "source": "code",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-3",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             },
                     *             {
                     *               "score_id": "01a20987-717a-7f83-8300-e66235c00fbf",
                     *               "name": "verdict",
                     *               "kind": "label",
                     *               "value": null,
                     *               "label": "good",
                     *               "author": "anna",
                     *               "source": "human",
                     *               "comment": null,
                     *               "evaluator": null,
                     *               "evaluator_version": null,
                     *               "probability": null,
                     *               "experiment_id": null,
                     *               "item_id": null,
                     *               "metadata": null,
                     *               "target_id": "request-v2-3",
                     *               "scored_at": "2026-11-23T17:50:01.082Z",
                     *               "recorded_at": "2026-11-23T17:50:01.082Z"
                     *             }
                     *           ],
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a20987-7178-72b8-a617-859eb112d254",
                     *               "started_at": "2026-01-05T13:20:00.000Z",
                     *               "ended_at": "2026-01-05T13:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "status": 200,
                     *               "method": "POST",
                     *               "path": "/v1/chat/completions",
                     *               "upstream": "openai",
                     *               "target_url": "https://api.openai.com/v1/chat/completions",
                     *               "served_by": null,
                     *               "connect_attempts": 1,
                     *               "key_name": null,
                     *               "node": "here",
                     *               "model": "gpt-4o-mini-2024-07-18",
                     *               "model_asked": "gpt-4o-mini",
                     *               "model_answered": "gpt-4o-mini-2024-07-18",
                     *               "is_stream": false,
                     *               "finish_reason": "stop",
                     *               "upstream_id": "chatcmpl-abc123",
                     *               "latency_ms": 250,
                     *               "time_to_first_byte_ms": 120,
                     *               "time_to_first_token_ms": null,
                     *               "prompt_tokens": 12,
                     *               "completion_tokens": 5,
                     *               "reasoning_tokens": null,
                     *               "prompt_cache_read_tokens": null,
                     *               "prompt_cache_write_tokens": null,
                     *               "prompt_audio_tokens": null,
                     *               "completion_audio_tokens": null,
                     *               "cost_usd": 0.0000048,
                     *               "request_size_bytes": 88,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "8741e4e6afcf5fad988febb5520e5c6e4430c04468a3c77b3ebbfa4a12bd11bc",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "conflicts": []
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.542Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsByIdsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listScoreDefinitions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "kind": "integer",
                     *           "minimum": 0,
                     *           "maximum": 100,
                     *           "labels": [],
                     *           "direction": "higher",
                     *           "pass_threshold": 80,
                     *           "description": null,
                     *           "enforce": false,
                     *           "name": "accuracy",
                     *           "updated_at": "2026-11-23T17:50:01.085Z"
                     *         },
                     *         {
                     *           "kind": "float",
                     *           "minimum": 0,
                     *           "maximum": 1,
                     *           "labels": [],
                     *           "direction": "higher",
                     *           "pass_threshold": 0.8,
                     *           "description": "Does it read well?",
                     *           "enforce": true,
                     *           "name": "fluency",
                     *           "updated_at": "2026-11-23T17:50:01.508Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionsAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getScoreDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example accuracy */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "kind": "integer",
                     *         "minimum": 0,
                     *         "maximum": 100,
                     *         "labels": [],
                     *         "direction": "higher",
                     *         "pass_threshold": 80,
                     *         "description": null,
                     *         "enforce": false,
                     *         "name": "accuracy",
                     *         "updated_at": "2026-11-23T17:50:01.085Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    putScoreDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example fluency */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "float",
                 *       "minimum": 0,
                 *       "maximum": 1,
                 *       "direction": "higher",
                 *       "pass_threshold": 0.8,
                 *       "description": "Does it read well?",
                 *       "enforce": true
                 *     }
                 */
                "application/json": components["schemas"]["DefinitionBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "kind": "float",
                     *         "minimum": 0,
                     *         "maximum": 1,
                     *         "labels": [],
                     *         "direction": "higher",
                     *         "pass_threshold": 0.8,
                     *         "description": "Does it read well?",
                     *         "enforce": true,
                     *         "name": "fluency",
                     *         "updated_at": "2026-11-23T17:50:01.508Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteScoreDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example fluency */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "deleted": 1
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listScores: {
        parameters: {
            query?: {
                include_superseded?: boolean;
                /** @example relevance */
                name?: string;
                /** @example my-request */
                request_id?: string;
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "score_id": "01a20987-717a-7224-82b3-bed6d4fb16bb",
                     *           "name": "relevance",
                     *           "kind": "float",
                     *           "value": 0.78,
                     *           "label": null,
                     *           "author": "judge",
                     *           "source": "model",
                     *           "comment": null,
                     *           "evaluator": "judge",
                     *           "evaluator_version": null,
                     *           "probability": null,
                     *           "experiment_id": null,
                     *           "item_id": null,
                     *           "metadata": null,
                     *           "target_id": "my-request",
                     *           "scored_at": "2026-11-23T17:50:01.082Z",
                     *           "recorded_at": "2026-11-23T17:50:01.082Z",
                     *           "status": "stored",
                     *           "request_id": "my-request",
                     *           "session_id": null,
                     *           "superseded_at": null
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    addScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scores": [
                 *         {
                 *           "request_id": "my-request",
                 *           "name": "fluency",
                 *           "value": 0.87,
                 *           "source": "model",
                 *           "evaluator": {
                 *             "name": "judge",
                 *             "version": "3"
                 *           },
                 *           "comment": "reads well"
                 *         },
                 *         {
                 *           "request_id": "not-logged-yet",
                 *           "name": "fluency",
                 *           "value": 0.4,
                 *           "source": "human",
                 *           "rater": "anna"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AnyScoresBody"];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "stored": 1,
                     *         "waiting": 1,
                     *         "labels_among_numbers": {},
                     *         "scores": [
                     *           {
                     *             "score_id": "01a20987-71bf-7260-8c3e-134ac57d2647",
                     *             "status": "stored"
                     *           },
                     *           {
                     *             "score_id": "01a20987-71bf-7cd4-897c-9fa5dd82eb15",
                     *             "status": "waiting"
                     *           }
                     *         ]
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["KeptScoresAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for their calls. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteScore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example SCORE_ID */
                score_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "deleted": 1
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    getScoreHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example SCORE_ID */
                score_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "score_id": "01a20987-717a-7224-82b3-bed6d4fb16bb",
                     *           "name": "relevance",
                     *           "kind": "float",
                     *           "value": 0.78,
                     *           "label": null,
                     *           "author": "judge",
                     *           "source": "model",
                     *           "comment": null,
                     *           "evaluator": "judge",
                     *           "evaluator_version": null,
                     *           "probability": null,
                     *           "experiment_id": null,
                     *           "item_id": null,
                     *           "metadata": null,
                     *           "target_id": "my-request",
                     *           "scored_at": "2026-11-23T17:50:01.082Z",
                     *           "recorded_at": "2026-11-23T17:50:01.082Z",
                     *           "status": "stored",
                     *           "request_id": "my-request",
                     *           "session_id": null,
                     *           "superseded_at": null
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing of that name. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    compareScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scores": [
                 *         "accuracy",
                 *         "is_safe"
                 *       ],
                 *       "first": {
                 *         "name": "v1",
                 *         "filter": {
                 *           "properties": {
                 *             "PromptVersion": {
                 *               "equals": "v1"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "second": {
                 *         "name": "v2",
                 *         "filter": {
                 *           "properties": {
                 *             "PromptVersion": {
                 *               "equals": "v2"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "pair_by": "input_hash"
                 *     }
                 */
                "application/json": components["schemas"]["CompareQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "accuracy",
                     *           "type": "number",
                     *           "label": null,
                     *           "first": {
                     *             "name": "v1",
                     *             "n_requests": 4,
                     *             "mean": 79.5,
                     *             "sd": 3.87298334621,
                     *             "min": 75,
                     *             "max": 84,
                     *             "interval": {
                     *               "low": 73.3372192297,
                     *               "high": 85.6627807703,
                     *               "method": "t",
                     *               "reason": null
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_requests": 4,
                     *             "mean": 86.5,
                     *             "sd": 3.10912635103,
                     *             "min": 83,
                     *             "max": 90,
                     *             "interval": {
                     *               "low": 81.5526861658,
                     *               "high": 91.4473138342,
                     *               "method": "t",
                     *               "reason": null
                     *             }
                     *           },
                     *           "difference": 7,
                     *           "interval": {
                     *             "low": 0.854111771834,
                     *             "high": 13.1458882282,
                     *             "method": "welch_t",
                     *             "reason": null
                     *           },
                     *           "p_value": 0.0319465564256,
                     *           "p_value_holm": 0.0638931128512,
                     *           "test": "welch_t",
                     *           "effect_size": {
                     *             "value": 1.73137432876,
                     *             "method": "hedges_g"
                     *           },
                     *           "paired": {
                     *             "pairs": 4,
                     *             "difference": 7,
                     *             "interval": {
                     *               "low": -4.10061115044,
                     *               "high": 18.1006111504,
                     *               "method": "t",
                     *               "reason": null
                     *             },
                     *             "p_value": 0.138406354054,
                     *             "p_value_holm": 0.276812708107,
                     *             "test": "paired_t",
                     *             "effect_size": {
                     *               "value": 1.00341881339,
                     *               "method": "cohens_d_of_differences"
                     *             },
                     *             "resamples": null,
                     *             "seed": null
                     *           }
                     *         },
                     *         {
                     *           "name": "is_safe",
                     *           "type": "boolean",
                     *           "label": null,
                     *           "first": {
                     *             "name": "v1",
                     *             "n_requests": 4,
                     *             "mean": 0.75,
                     *             "sd": 0.5,
                     *             "min": 0,
                     *             "max": 1,
                     *             "interval": {
                     *               "low": 0.300641842582,
                     *               "high": 0.95441273919,
                     *               "method": "wilson",
                     *               "reason": null
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_requests": 4,
                     *             "mean": 0.75,
                     *             "sd": 0.5,
                     *             "min": 0,
                     *             "max": 1,
                     *             "interval": {
                     *               "low": 0.300641842582,
                     *               "high": 0.95441273919,
                     *               "method": "wilson",
                     *               "reason": null
                     *             }
                     *           },
                     *           "difference": 0,
                     *           "interval": {
                     *             "low": -0.493667217446,
                     *             "high": 0.493667217446,
                     *             "method": "newcombe",
                     *             "reason": null
                     *           },
                     *           "p_value": 1,
                     *           "p_value_holm": 1,
                     *           "test": "fisher_exact",
                     *           "effect_size": {
                     *             "value": 0,
                     *             "method": "cohens_h"
                     *           },
                     *           "paired": {
                     *             "pairs": 4,
                     *             "difference": 0,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "t",
                     *               "reason": "all values are equal, so the spread cannot be estimated"
                     *             },
                     *             "p_value": 1,
                     *             "p_value_holm": 1,
                     *             "test": "mcnemar_exact",
                     *             "effect_size": {
                     *               "value": null,
                     *               "method": "cohens_d_of_differences"
                     *             },
                     *             "resamples": null,
                     *             "seed": null
                     *           }
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.489Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CompareAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    compareScorePairs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "score": "accuracy",
                 *       "first": {
                 *         "filter": {
                 *           "properties": {
                 *             "PromptVersion": {
                 *               "equals": "v1"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "second": {
                 *         "filter": {
                 *           "properties": {
                 *             "PromptVersion": {
                 *               "equals": "v2"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "pair_by": "input_hash",
                 *       "limit": 2
                 *     }
                 */
                "application/json": components["schemas"]["PairsQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "type": "number",
                     *           "pairs": [
                     *             {
                     *               "key": "222bda9279cf63a69a78768c14ac310ae1d6afc0fad3885629bd2eb0116c347a",
                     *               "first": {
                     *                 "mean": 75,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v1-2"
                     *               },
                     *               "second": {
                     *                 "mean": 90,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v2-2"
                     *               },
                     *               "difference": 15
                     *             },
                     *             {
                     *               "key": "3a4f04075eb205c6bef6b60553d3e26a1f88da441ac843ff8a3fe2c2b0bfc62d",
                     *               "first": {
                     *                 "mean": 78,
                     *                 "n_requests": 1,
                     *                 "request_id": "my-request"
                     *               },
                     *               "second": {
                     *                 "mean": 88,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v2-0"
                     *               },
                     *               "difference": 10
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.516Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PairsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    deleteScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "names": [
                 *           "fluency"
                 *         ],
                 *         "authors": [
                 *           "anna"
                 *         ]
                 *       },
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["DeleteBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "dry_run": true,
                     *         "count": 1,
                     *         "deleted": 0
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeletionAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description What was confirmed is not what there is. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    listScoreNames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "accuracy",
                     *           "type": "number",
                     *           "ratings": 8,
                     *           "last_recorded_at": "2026-11-23T17:50:01.082Z"
                     *         },
                     *         {
                     *           "name": "clarity",
                     *           "type": "number",
                     *           "ratings": 1,
                     *           "last_recorded_at": "2026-11-23T17:50:01.149Z"
                     *         },
                     *         {
                     *           "name": "depth",
                     *           "type": "number",
                     *           "ratings": 1,
                     *           "last_recorded_at": "2026-11-23T17:50:01.155Z"
                     *         },
                     *         {
                     *           "name": "fluency",
                     *           "type": "number",
                     *           "ratings": 2,
                     *           "last_recorded_at": "2026-11-23T17:50:01.151Z"
                     *         },
                     *         {
                     *           "name": "helicone-score-feedback",
                     *           "type": "boolean",
                     *           "ratings": 2,
                     *           "last_recorded_at": "2026-11-23T17:50:01.154Z"
                     *         },
                     *         {
                     *           "name": "is_polite",
                     *           "type": "boolean",
                     *           "ratings": 1,
                     *           "last_recorded_at": "2026-11-23T17:50:01.149Z"
                     *         },
                     *         {
                     *           "name": "is_safe",
                     *           "type": "boolean",
                     *           "ratings": 8,
                     *           "last_recorded_at": "2026-11-23T17:50:01.082Z"
                     *         },
                     *         {
                     *           "name": "relevance",
                     *           "type": "number",
                     *           "ratings": 8,
                     *           "last_recorded_at": "2026-11-23T17:50:01.082Z"
                     *         },
                     *         {
                     *           "name": "tone",
                     *           "type": "label",
                     *           "ratings": 1,
                     *           "last_recorded_at": "2026-11-23T17:50:01.149Z"
                     *         },
                     *         {
                     *           "name": "verdict",
                     *           "type": "label",
                     *           "ratings": 8,
                     *           "last_recorded_at": "2026-11-23T17:50:01.082Z"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.169Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoreTypesAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryScores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scores": [
                 *         "accuracy",
                 *         "is_safe"
                 *       ],
                 *       "group_by": [
                 *         "property.PromptVersion"
                 *       ],
                 *       "quantiles": [
                 *         0.5
                 *       ],
                 *       "histogram": {
                 *         "bins": 5
                 *       },
                 *       "include": [
                 *         "cost",
                 *         "latency"
                 *       ],
                 *       "time_range": {
                 *         "start": "2026-01-05"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ScoresQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "accuracy",
                     *           "type": "number",
                     *           "histogram_edges": [
                     *             75,
                     *             80,
                     *             85,
                     *             90
                     *           ],
                     *           "groups": [
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v1"
                     *               },
                     *               "other": false,
                     *               "n_requests": 4,
                     *               "n_ratings": 4,
                     *               "mean": 79.5,
                     *               "share_true": null,
                     *               "sd": 3.87298334621,
                     *               "min": 75,
                     *               "max": 84,
                     *               "sum": 318,
                     *               "interval": {
                     *                 "low": 73.3372192297,
                     *                 "high": 85.6627807703,
                     *                 "method": "t",
                     *                 "reason": null
                     *               },
                     *               "clusters": null,
                     *               "effective_n": null,
                     *               "quantiles": {
                     *                 "0.5": 79.5
                     *               },
                     *               "histogram": {
                     *                 "counts": [
                     *                   2,
                     *                   2,
                     *                   0
                     *                 ],
                     *                 "below": 0,
                     *                 "above": 0
                     *               },
                     *               "labels": null,
                     *               "requests": {
                     *                 "cost_usd_sum": 0.0000192,
                     *                 "cost_usd_mean": 0.0000048,
                     *                 "latency_ms_mean": 250
                     *               }
                     *             },
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v2"
                     *               },
                     *               "other": false,
                     *               "n_requests": 4,
                     *               "n_ratings": 4,
                     *               "mean": 86.5,
                     *               "share_true": null,
                     *               "sd": 3.10912635103,
                     *               "min": 83,
                     *               "max": 90,
                     *               "sum": 346,
                     *               "interval": {
                     *                 "low": 81.5526861658,
                     *                 "high": 91.4473138342,
                     *                 "method": "t",
                     *                 "reason": null
                     *               },
                     *               "clusters": null,
                     *               "effective_n": null,
                     *               "quantiles": {
                     *                 "0.5": 86.5
                     *               },
                     *               "histogram": {
                     *                 "counts": [
                     *                   0,
                     *                   1,
                     *                   3
                     *                 ],
                     *                 "below": 0,
                     *                 "above": 0
                     *               },
                     *               "labels": null,
                     *               "requests": {
                     *                 "cost_usd_sum": 0.0000192,
                     *                 "cost_usd_mean": 0.0000048,
                     *                 "latency_ms_mean": 250
                     *               }
                     *             }
                     *           ],
                     *           "total": null
                     *         },
                     *         {
                     *           "name": "is_safe",
                     *           "type": "boolean",
                     *           "histogram_edges": [
                     *             0,
                     *             1,
                     *             2
                     *           ],
                     *           "groups": [
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v1"
                     *               },
                     *               "other": false,
                     *               "n_requests": 4,
                     *               "n_ratings": 4,
                     *               "mean": 0.75,
                     *               "share_true": 0.75,
                     *               "sd": 0.5,
                     *               "min": 0,
                     *               "max": 1,
                     *               "sum": 3,
                     *               "interval": {
                     *                 "low": 0.300641842582,
                     *                 "high": 0.95441273919,
                     *                 "method": "wilson",
                     *                 "reason": null
                     *               },
                     *               "clusters": null,
                     *               "effective_n": null,
                     *               "quantiles": {
                     *                 "0.5": 1
                     *               },
                     *               "histogram": {
                     *                 "counts": [
                     *                   1,
                     *                   3
                     *                 ],
                     *                 "below": 0,
                     *                 "above": 0
                     *               },
                     *               "labels": null,
                     *               "requests": {
                     *                 "cost_usd_sum": 0.0000192,
                     *                 "cost_usd_mean": 0.0000048,
                     *                 "latency_ms_mean": 250
                     *               }
                     *             },
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v2"
                     *               },
                     *               "other": false,
                     *               "n_requests": 4,
                     *               "n_ratings": 4,
                     *               "mean": 0.75,
                     *               "share_true": 0.75,
                     *               "sd": 0.5,
                     *               "min": 0,
                     *               "max": 1,
                     *               "sum": 3,
                     *               "interval": {
                     *                 "low": 0.300641842582,
                     *                 "high": 0.95441273919,
                     *                 "method": "wilson",
                     *                 "reason": null
                     *               },
                     *               "clusters": null,
                     *               "effective_n": null,
                     *               "quantiles": {
                     *                 "0.5": 1
                     *               },
                     *               "histogram": {
                     *                 "counts": [
                     *                   1,
                     *                   3
                     *                 ],
                     *                 "below": 0,
                     *                 "above": 0
                     *               },
                     *               "labels": null,
                     *               "requests": {
                     *                 "cost_usd_sum": 0.0000192,
                     *                 "cost_usd_mean": 0.0000048,
                     *                 "latency_ms_mean": 250
                     *               }
                     *             }
                     *           ],
                     *           "total": null
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:01.566Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresQueryAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    rateSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example session-v1 */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rating": false
                 *     }
                 */
                "application/json": components["schemas"]["RatingBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for their calls. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    countSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "search": "",
                 *       "timeFilter": {
                 *         "startTimeUnixMs": 1767571200000,
                 *         "endTimeUnixMs": 1767657600000
                 *       },
                 *       "timezoneDifference": 0,
                 *       "filter": "all",
                 *       "offset": 0,
                 *       "limit": 50
                 *     }
                 */
                "application/json": components["schemas"]["SessionQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "count": 2,
                     *         "total_cost": 0.0000384,
                     *         "avg_cost": 0.0000192,
                     *         "avg_latency": 250,
                     *         "avg_requests": 4
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.614Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionCountAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    querySessionMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "nameContains": "",
                 *       "timezoneDifference": 0,
                 *       "pSize": "p99.9",
                 *       "useInterquartile": false,
                 *       "timeFilter": {
                 *         "startTimeUnixMs": 1767571200000,
                 *         "endTimeUnixMs": 1767657600000
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SessionNameQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "session_count": [
                     *           {
                     *             "range_start": "4",
                     *             "range_end": "5",
                     *             "value": 2
                     *           }
                     *         ],
                     *         "session_duration": [
                     *           {
                     *             "range_start": "10800",
                     *             "range_end": "10801",
                     *             "value": 2
                     *           }
                     *         ],
                     *         "session_cost": [
                     *           {
                     *             "range_start": "0",
                     *             "range_end": "1",
                     *             "value": 2
                     *           }
                     *         ],
                     *         "average": {
                     *           "session_count": [
                     *             {
                     *               "average": 4
                     *             }
                     *           ],
                     *           "session_duration": [
                     *             {
                     *               "average": 10800
                     *             }
                     *           ],
                     *           "session_cost": [
                     *             {
                     *               "average": 0.0000192
                     *             }
                     *           ]
                     *         }
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.626Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionMetricsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    querySessionNames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "nameContains": "",
                 *       "timezoneDifference": 0,
                 *       "timeFilter": {
                 *         "startTimeUnixMs": 1767571200000,
                 *         "endTimeUnixMs": 1767657600000
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SessionNameQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "Support",
                     *           "created_at": "2026-01-05T10:00:00.000Z",
                     *           "last_used": "2026-01-05T13:20:00.000Z",
                     *           "first_used": "2026-01-05T10:00:00.000Z",
                     *           "session_count": 2,
                     *           "avg_latency": 250
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.620Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionNamesAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    querySessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "search": "",
                 *       "timeFilter": {
                 *         "startTimeUnixMs": 1767571200000,
                 *         "endTimeUnixMs": 1767657600000
                 *       },
                 *       "timezoneDifference": 0,
                 *       "filter": "all",
                 *       "offset": 0,
                 *       "limit": 50
                 *     }
                 */
                "application/json": components["schemas"]["SessionQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "created_at": "2026-01-05T10:20:00.000Z",
                     *           "latest_request_created_at": "2026-01-05T13:20:00.000Z",
                     *           "session_id": "session-v2",
                     *           "session_name": "Support",
                     *           "total_cost": 0.0000192,
                     *           "total_requests": 4,
                     *           "prompt_tokens": 48,
                     *           "completion_tokens": 20,
                     *           "total_tokens": 68,
                     *           "avg_latency": 250,
                     *           "user_ids": [
                     *             "alice",
                     *             "bob"
                     *           ]
                     *         },
                     *         {
                     *           "created_at": "2026-01-05T10:00:00.000Z",
                     *           "latest_request_created_at": "2026-01-05T13:00:00.000Z",
                     *           "session_id": "session-v1",
                     *           "session_name": "Support",
                     *           "total_cost": 0.0000192,
                     *           "total_requests": 4,
                     *           "prompt_tokens": 48,
                     *           "completion_tokens": 20,
                     *           "total_tokens": 68,
                     *           "avg_latency": 250,
                     *           "user_ids": [
                     *             "alice",
                     *             "bob"
                     *           ]
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.605Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    querySql: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sql": "SELECT r.model, count(*) AS calls, avg(s.value) AS accuracy FROM requests r JOIN scores s ON s.request = r.id WHERE s.name = 'accuracy' GROUP BY ALL",
                 *       "limit": 100
                 *     }
                 */
                "application/json": components["schemas"]["SqlQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "columns": [
                     *           {
                     *             "name": "model",
                     *             "type": "VARCHAR"
                     *           },
                     *           {
                     *             "name": "calls",
                     *             "type": "BIGINT"
                     *           },
                     *           {
                     *             "name": "accuracy",
                     *             "type": "DOUBLE"
                     *           }
                     *         ],
                     *         "truncated": false,
                     *         "rows": [
                     *           [
                     *             "gpt-4o-mini-2024-07-18",
                     *             8,
                     *             83
                     *           ]
                     *         ]
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.717Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SqlAnswer"];
                    "application/vnd.apache.arrow.stream": unknown;
                    "text/csv": unknown;
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryUserSpread: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "pSize": "p99.9",
                 *       "useInterquartile": false
                 *     }
                 */
                "application/json": components["schemas"]["UserSpreadQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "request_count": [
                     *           {
                     *             "range_start": "4",
                     *             "range_end": "5",
                     *             "value": 2
                     *           }
                     *         ],
                     *         "user_cost": [
                     *           {
                     *             "range_start": "0",
                     *             "range_end": "1",
                     *             "value": 2
                     *           }
                     *         ]
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.642Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserSpreadAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryUserMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": "all",
                 *       "offset": 0,
                 *       "limit": 50,
                 *       "sort": {
                 *         "cost": "desc"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UserMetricsQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "users": [
                     *           {
                     *             "id": "alice",
                     *             "user_id": "alice",
                     *             "active_for": 0,
                     *             "first_active": "2026-01-05T10:00:00.000Z",
                     *             "last_active": "2026-01-05T12:20:00.000Z",
                     *             "total_requests": 4,
                     *             "average_requests_per_day_active": 4,
                     *             "average_tokens_per_request": 17,
                     *             "total_completion_tokens": 20,
                     *             "total_prompt_tokens": 48,
                     *             "cost": 0.0000192
                     *           },
                     *           {
                     *             "id": "bob",
                     *             "user_id": "bob",
                     *             "active_for": 0,
                     *             "first_active": "2026-01-05T11:00:00.000Z",
                     *             "last_active": "2026-01-05T13:20:00.000Z",
                     *             "total_requests": 4,
                     *             "average_requests_per_day_active": 4,
                     *             "average_tokens_per_request": 17,
                     *             "total_completion_tokens": 20,
                     *             "total_prompt_tokens": 48,
                     *             "cost": 0.0000192
                     *           }
                     *         ],
                     *         "count": 2,
                     *         "hasUsers": true
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.635Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserMetricsAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
    queryUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userIds": [
                 *         "alice"
                 *       ],
                 *       "timeFilter": {
                 *         "startTimeUnixSeconds": 1767571200,
                 *         "endTimeUnixSeconds": 1767657600
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UserQuery"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "alice",
                     *           "prompt_tokens": 48,
                     *           "completion_tokens": 20,
                     *           "count": 4,
                     *           "cost": 0.0000192
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-23T17:50:02.631Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UsersAnswer"];
                };
            };
            /** @description The body can't be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description No key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin is asking. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The body is not declared as JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header is not ours. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field can't be taken; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store, or the tables for questions, can't answer now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
        };
    };
}
