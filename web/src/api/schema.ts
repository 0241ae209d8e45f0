// Made by `npm run types`; not edited by hand.
export interface paths {
    "/anthropic/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call of Anthropic that did not pass the proxy to the log */
        post: operations["logAnthropic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/custom/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call that did not pass the proxy to the log */
        post: operations["logCustom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the description of the API as a web page */
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
        /** Get the style sheet of the page /docs */
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
        /** Get the script of the page /docs */
        get: operations["getDocsScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/googleapis/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call of Google that did not pass the proxy to the log */
        post: operations["logGoogle"];
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
        /** Report whether calls are accepted, logged and stored */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what could not be understood of the newest calls, and what to do about it */
        get: operations["listFindings"];
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
        /** List the settings in force, with secrets masked */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export metrics in the text format of Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oai/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call of OpenAI that did not pass the proxy to the log */
        post: operations["logOpenai"];
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
        /** Get this description of the API, as OpenAPI 3.1 */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the corrected answers of many requests */
        post: operations["queryCorrections"];
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
        /** Get the mean of each score over time */
        post: operations["queryDashboardScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the calls of the demo project */
        get: operations["getDemo"];
        /** Create the demo project's calls and scores, or replace them by new ones */
        put: operations["putDemo"];
        post?: never;
        /** Delete everything in the demo project */
        delete: operations["deleteDemo"];
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
        /** Add one score to a request */
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
        /** Get the mean, minimum, maximum and count of each score, in total and by hour */
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
        /** Get a histogram of each score */
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
        /** List the names of all numeric and boolean scores */
        get: operations["listEvalScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all evaluators and how they get on */
        get: operations["listEvaluators"];
        put?: never;
        /** Create an evaluator, or replace it by a new version */
        post: operations["putEvaluator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an evaluator and how it gets on */
        get: operations["getEvaluator"];
        put?: never;
        post?: never;
        /** Delete an evaluator; its scores stay */
        delete: operations["deleteEvaluator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/{name}/backfills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the runs of an evaluator over logged calls */
        get: operations["listBackfills"];
        put?: never;
        /** Create a run of an evaluator over logged calls, or estimate what it would cost */
        post: operations["beginBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/{name}/backfills/{backfill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a run of an evaluator over logged calls; its scores stay */
        delete: operations["cancelBackfill"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a blocked evaluator to work again */
        post: operations["resumeEvaluator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all versions of an evaluator */
        get: operations["listEvaluatorVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a draft of an evaluator on logged calls without storing its scores */
        post: operations["previewEvaluator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluators/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List prompts for judges to begin with */
        get: operations["listJudgeTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rate the request named in the body */
        post: operations["rateRequestById"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add evaluation events of OpenTelemetry as scores, and messages to calls */
        post: operations["addEvaluations"];
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
        /** Count users with at least one request */
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
        /** Get the mean latency of requests, in ms */
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
        /** Get the mean time to first token, in ms */
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
        /** Get the mean number of tokens per request */
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
        /** Sum cost over time, in USD */
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
        /** Return an empty list, because countries are not recorded */
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
        /** Count failed requests over time */
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
        /** Get the mean latency over time, in ms */
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
        /** Sum requests, tokens and cost by model */
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
        /** Get quantiles of a metric over time */
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
        /** Count requests regardless of time */
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
        /** Count requests over time */
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
        /** Count requests by HTTP status over time */
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
        /** Return 0 for each bucket, because threats are not detected */
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
        /** Get the mean time to first token over time, in ms */
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
        /** Sum prompt and completion tokens over time */
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
        /** Sum the cost of requests, in USD */
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
        /** Count requests in a time range */
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
        /** Return 0, because threats are not detected */
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
        /** Count users over time */
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
        /** Search the values of a property */
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
        /** List the ten values of a property with the highest cost */
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
        /** List the ten values of a property with the most requests */
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
        /** List the names of hidden properties */
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
        /** Hide a property from the list of names */
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
        /** Get requests and cost by the values of a property, over time */
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
        /** List the names of properties, without hidden ones */
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
        /** Show a hidden property again */
        post: operations["restoreProperty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all queues and how far their raters have come */
        get: operations["listQueues"];
        put?: never;
        /** Create a queue of requests to be scored by people, and fill it */
        post: operations["createQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{queue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a queue and how far its raters have come */
        get: operations["getQueue"];
        /** Set name, scores, instructions and number of raters of a queue, and whether it follows its filter */
        put: operations["putQueue"];
        post?: never;
        /** Delete a queue; its scores stay */
        delete: operations["deleteQueue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{queue_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the requests of a queue and who has rated them */
        get: operations["listQueueItems"];
        put?: never;
        /** Add requests to a queue, by their ids or by its filter */
        post: operations["addQueueItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{queue_id}/items/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an item of a queue; the request and its scores stay */
        delete: operations["deleteQueueItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/{queue_id}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the next request that a rater is to score */
        post: operations["nextQueueItem"];
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
        /** Get a request with its attempts and scores and, on demand, its bodies */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/attempts/{exchange_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one attempt of a request with its headers and bodies */
        get: operations["getRequestAttempt"];
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
        /** Get both bodies of a request with the URL in its signed_body_url */
        get: operations["getRequestBodies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/{request_id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set what the answer of a request should have been */
        put: operations["putCorrection"];
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
        /** Rate a request with thumbs up or down */
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
        /** Set a property of a logged request */
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
        /** Add scores to a request, in Helicone's format */
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
        /** Count requests that match a filter */
        post: operations["countRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/request/firsts/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List models, prompts and property values that occurred for the first time */
        post: operations["queryFirsts"];
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
        /** Group requests by model, user, property, time or another field */
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
        /** List requests that match a filter */
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
        /** List requests that match a filter (alias of /v1/request/query) */
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
        /** Get many requests by their ids */
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
        /** List all score definitions */
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
        /** Get the definition of a score name */
        get: operations["getScoreDefinition"];
        /** Create or replace a score definition */
        put: operations["putScoreDefinition"];
        post?: never;
        /** Delete a score definition */
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
        /** List the scores of a request or session */
        get: operations["listScores"];
        put?: never;
        /** Add scores of any kind to requests and sessions */
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
        /** Delete one score by its id */
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
        /** List a score with those that it replaced or that replaced it */
        get: operations["getScoreHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get how far people, and judges with them, agree on a score */
        post: operations["queryAgreement"];
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
        /** Compare scores and metrics of two groups of requests */
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
        /** List the pairs whose score differs most between two groups of requests */
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
        /** Count or delete the scores that match a filter */
        post: operations["deleteScores"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get what explains the change of a score or metric between two groups */
        post: operations["explainScores"];
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
        /** List score names with their types and numbers of ratings */
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
        /** Aggregate scores by group, with confidence intervals */
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
        /** Rate a session with thumbs up or down */
        post: operations["rateSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/{session_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the steps of a session as a tree: its agents, tools and calls */
        get: operations["listSessionSteps"];
        put?: never;
        post?: never;
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
        /** Count sessions and get their mean cost, latency and number of requests */
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
        /** Get histograms of requests, duration and cost per session */
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
        /** List session names, the most recently used first */
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
        /** List sessions with their cost, tokens and latency */
        post: operations["querySessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/steps-only/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List sessions that have steps of agents and tools, but no call */
        post: operations["querySessionsOfSteps"];
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
        /** Run a SELECT on requests, scores and properties */
        post: operations["querySql"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trace/custom/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call that did not pass the proxy to the log */
        post: operations["logTraceCustomShort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trace/custom/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a call that did not pass the proxy to the log */
        post: operations["logTraceCustom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trace/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add spans of OpenTelemetry (Helicone's alias of /v1/traces) */
        post: operations["addSpansJson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trace/log-python": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add spans of OpenTelemetry (Helicone's alias of /v1/traces) */
        post: operations["addSpansPython"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add spans of OpenTelemetry as calls and steps of sessions */
        post: operations["addSpans"];
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
        /** Get histograms of requests and cost per user */
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
        /** List users with their usage in detail, page by page */
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
        /** Sum tokens, cost and requests per user */
        post: operations["queryUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the saved views of the dashboard's pages that the caller may see */
        get: operations["listViews"];
        put?: never;
        /** Create a saved view of a page: filter, columns and order under a name */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set all fields of a saved view */
        put: operations["replaceView"];
        post?: never;
        /** Delete a saved view */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all webhooks with what became of their messages */
        get: operations["listWebhooks"];
        put?: never;
        /** Create a webhook, to which calls or scores are sent */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set fields of a webhook, enable it, or rotate its secret */
        put: operations["changeWebhook"];
        post?: never;
        /** Delete a webhook and the messages that wait */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages of a webhook that wait or have failed */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run failed messages of a webhook again: some of them, or those of a time range */
        post: operations["resendDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a test: send a made-up call to a webhook */
        post: operations["testWebhook"];
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
        /** @description What was added. */
        AddedItems: {
            added: number;
            /** @description Items that the queue has now. */
            items: number;
            /** @description Ids of which no request is logged. */
            unknown: string[];
        };
        /** @description The requests are in the queue. */
        AddedItemsAnswer: {
            data: components["schemas"]["AddedItems"];
            /** @default null */
            error: null;
        };
        /** @description How far raters agree, with 95 % intervals. */
        AgreementAnswer: {
            data: components["schemas"]["AgreementShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A score that several raters gave to the same requests or sessions. */
        AgreementBody: {
            /**
             * @description Number of units to list on which raters differ.
             * @default 20
             */
            disagreements?: number;
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /**
             * @description Id of a queue: only its requests; null: all.
             * @default null
             */
            queue?: string | null;
            /**
             * @description Only the ratings of these; null: of all.
             * @default null
             */
            raters?: string[] | null;
            /**
             * @description How far apart two values are. null: numbers by their distance (interval), others equal or not (nominal). ordinal and nominal are for whole numbers from 0 to 29.
             * @default null
             */
            scale?: ("nominal" | "ordinal" | "interval") | null;
            score: string;
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /**
             * @description What the raters rated.
             * @default request
             * @enum {string}
             */
            unit?: "request" | "session";
        };
        /** @description How far raters agree. */
        AgreementShape: {
            /** @description Krippendorff's alpha: 1 is perfect, 0 is chance. */
            alpha: components["schemas"]["CoefficientShape"];
            /** @description The largest first, then the newest. */
            disagreements: components["schemas"]["DisagreementShape"][];
            /** @description There are more units than were read. */
            is_cut: boolean;
            judges: components["schemas"]["JudgeShape"][];
            /** @description Units rated by two or more; at most the newest 5,000 are read. */
            n_units: number;
            /** @description Units rated by one only; they say nothing about agreement. */
            n_units_of_one: number;
            /**
             * @description Whose percent and alpha: programs count if there are no people.
             * @enum {string}
             */
            of: "people" | "all";
            /** @description Each two of the six with the most ratings. */
            pairs: components["schemas"]["RaterPairShape"][];
            /** @description Share of pairs of ratings of a unit that are equal. */
            percent: components["schemas"]["CoefficientShape"];
            /** @description People first. */
            raters: components["schemas"]["RaterShape"][];
            scale: ("nominal" | "ordinal" | "interval") | null;
            /** @description Type of the values; null: nothing was rated by two. */
            type: ("number" | "boolean" | "label") | null;
        };
        /** @description A sum; unknown amounts add nothing. */
        AmountAnswer: {
            data: number | null;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Amounts of requests. */
        AmountsShape: {
            completion_tokens: number;
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** @description Requests with a status of 400 or above, or that failed otherwise. */
            errors: number;
            /** @description Mean, in milliseconds. */
            latency: number | null;
            prompt_tokens: number;
            requests: number;
            /** @description Mean, in milliseconds. */
            time_to_first_token: number | null;
        };
        /** @description Many scores, or one. */
        AnyScoresBody: components["schemas"]["NewScoresBody"] | components["schemas"]["NewScoreBody"][] | components["schemas"]["NewScoreBody"];
        /** @description The copy of whole calls in ClickHouse, bodies included, for when this node is away or lost. */
        ArchiveHealth: {
            /** @description Number of changes of the store that it lacks; null: not known yet. */
            behind: number | null;
            /** @description Number of bodies that it lacks; null: not known yet. */
            bodies_behind: number | null;
            /** @description Time since it last had every change; up to some seconds while it keeps up. */
            lag_s: number;
        };
        /** @description One call on the wire. SDKs retry under the same id: each retry is an attempt of the request. */
        Attempt: {
            completion_audio_tokens: number | null;
            completion_image_tokens: number | null;
            completion_tokens: number | null;
            connect_attempts: number;
            /** @description Who says so; null: the price is unknown. */
            cost_source: ("provider" | "settings" | "price_table") | null;
            /** @description null: the price of the model is unknown. */
            cost_usd: number | null;
            /** @description The API that was spoken; unknown: the bodies are kept unread. */
            dialect: string | null;
            ended_at: string | null;
            /** @description Why it failed, in the provider's words or in Gnomon's. */
            error: string | null;
            /** @description The provider's code of the error. */
            error_code: string | null;
            /** @description The provider's word for the kind of error. */
            error_type: string | null;
            exchange_id: string;
            /** @description Why a body is kept unread; null: all were read. */
            extract_error: ("too_large" | "too_slow" | "too_deep" | "failed") | null;
            finish_reason: string | null;
            is_stream: boolean;
            /** @description Name of the API key that the call was made with. */
            key_name: string | null;
            latency_ms: number | null;
            method: string;
            model: string | null;
            model_answered: string | null;
            model_asked: string | null;
            node: string;
            /** @description How it ended, such as ok or answer_failed; null: in flight. */
            outcome: string | null;
            /** @description The call that created what this one reads back. */
            parent_exchange_id: string | null;
            parent_span_id: string | null;
            path: string;
            /** @description Seconds heard, where these are billed instead of tokens. */
            prompt_audio_s: number | null;
            prompt_audio_tokens: number | null;
            prompt_cache_read_tokens: number | null;
            prompt_cache_write_1h_tokens: number | null;
            prompt_cache_write_5m_tokens: number | null;
            prompt_cache_write_tokens: number | null;
            prompt_image_tokens: number | null;
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
            /** @description The part of the cost that is fees for tools. */
            tool_cost_usd: number | null;
            /** @description From the caller's traceparent header. */
            trace_id: string | null;
            /** @description Events of a stream that are not JSON. */
            unreadable_events: number;
            upstream: string;
            /** @description The provider's id of what this call created. */
            upstream_id: string | null;
            /** @description A token count was larger than its whole, the total or any context; a wrong one is null. */
            usage_contradicts: boolean;
            /** @description Searches by the provider's own tool, which are billed by the piece. */
            web_searches: number | null;
        };
        /** @description One attempt of a request, with its bodies. */
        AttemptAnswer: {
            data: components["schemas"]["AttemptDetail"];
            /** @default null */
            error: null;
        };
        /** @description One attempt with its headers and bodies. */
        AttemptDetail: {
            completion_audio_tokens: number | null;
            completion_image_tokens: number | null;
            completion_tokens: number | null;
            connect_attempts: number;
            /** @description Who says so; null: the price is unknown. */
            cost_source: ("provider" | "settings" | "price_table") | null;
            /** @description null: the price of the model is unknown. */
            cost_usd: number | null;
            /** @description The API that was spoken; unknown: the bodies are kept unread. */
            dialect: string | null;
            ended_at: string | null;
            /** @description Why it failed, in the provider's words or in Gnomon's. */
            error: string | null;
            /** @description The provider's code of the error. */
            error_code: string | null;
            /** @description The provider's word for the kind of error. */
            error_type: string | null;
            exchange_id: string;
            /** @description Why a body is kept unread; null: all were read. */
            extract_error: ("too_large" | "too_slow" | "too_deep" | "failed") | null;
            finish_reason: string | null;
            /** @description Those that Gnomon knows, as sent, without secrets. */
            helicone_headers: [
                string,
                string
            ][];
            is_stream: boolean;
            /** @description Name of the API key that the call was made with. */
            key_name: string | null;
            latency_ms: number | null;
            method: string;
            model: string | null;
            model_answered: string | null;
            model_asked: string | null;
            node: string;
            /** @description How it ended, such as ok or answer_failed; null: in flight. */
            outcome: string | null;
            /** @description The call that created what this one reads back. */
            parent_exchange_id: string | null;
            parent_span_id: string | null;
            path: string;
            /** @description Seconds heard, where these are billed instead of tokens. */
            prompt_audio_s: number | null;
            prompt_audio_tokens: number | null;
            prompt_cache_read_tokens: number | null;
            prompt_cache_write_1h_tokens: number | null;
            prompt_cache_write_5m_tokens: number | null;
            prompt_cache_write_tokens: number | null;
            prompt_image_tokens: number | null;
            prompt_tokens: number | null;
            reasoning_tokens: number | null;
            /**
             * @description Parsed JSON, or text; null: not stored.
             * @default null
             */
            request_body: unknown;
            request_hash: string | null;
            /** @description Only headers that are logged, never secrets. */
            request_headers: {
                [key: string]: string;
            };
            request_omitted: boolean;
            request_size_bytes: number | null;
            request_truncated: boolean;
            /**
             * @description Like request_body; a stream is assembled to one object.
             * @default null
             */
            response_body: unknown;
            response_headers: {
                [key: string]: string;
            };
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
            /** @description The part of the cost that is fees for tools. */
            tool_cost_usd: number | null;
            /** @description From the caller's traceparent header. */
            trace_id: string | null;
            /** @description Events of a stream that are not JSON. */
            unreadable_events: number;
            upstream: string;
            /** @description The provider's id of what this call created. */
            upstream_id: string | null;
            /** @description A token count was larger than its whole, the total or any context; a wrong one is null. */
            usage_contradicts: boolean;
            /** @description Searches by the provider's own tool, which are billed by the piece. */
            web_searches: number | null;
        };
        /** @description A run over logged calls has begun, or was estimated. */
        BackfillAnswer: {
            data: components["schemas"]["BackfillResult"];
            /** @default null */
            error: null;
        };
        /** @description The logged calls that an evaluator is to score. */
        BackfillBody: {
            /**
             * @description Only count what would be done.
             * @default false
             */
            dry_run?: boolean;
            /**
             * @description A filter tree; the calls match the evaluator's own filter, too.
             * @default all
             */
            filter?: components["schemas"]["Filter"];
            /**
             * @description Share of the calls that is scored; null: that of the evaluator.
             * @default null
             */
            sample_rate?: number | null;
            /**
             * @description Calls that started at this time or later, in ISO 8601; null: all.
             * @default null
             */
            since?: string | null;
            /**
             * @description Calls that started before this time, in ISO 8601; null: now.
             * @default null
             */
            until?: string | null;
        };
        /** @description What a run would do. */
        BackfillEstimate: {
            /** @description Calls that match; those that this version has scored before are among them. */
            calls: number;
            completion_tokens_at_most: number | null;
            /** @description null: no judge, or a model without a price. */
            cost_usd_at_most: number | null;
            /** @description Number of requests or sessions whose prompts were made for the estimate. */
            estimated_from: number;
            /** @description About so many in all; null: no judge, or no prompt could be made. */
            prompt_tokens: number | null;
            /** @description Approximate number of requests, or of sessions, that are in the sample. */
            sampled: number;
            /** @description Number of sessions of these calls; null: the evaluator scores requests. */
            sessions: number | null;
        };
        /** @description A run of an evaluator over logged calls. */
        BackfillRecord: {
            cost_usd: number;
            /** Format: date-time */
            created_at: string;
            /** @description Calls that were looked at, those outside of the sample included. */
            done: number;
            evaluator: string;
            failed: number;
            filter: unknown;
            id: number;
            /** @description Why it is paused or was ended; null: no reason. */
            reason: string | null;
            sample_rate: number;
            scored: number;
            since: string | null;
            skipped: number;
            /** @enum {string} */
            state: "running" | "paused" | "done" | "cancelled";
            /** @description Calls that matched when it began. */
            total: number;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            updated_at: string;
            version: string;
        };
        /** @description The run that has begun, or what it would do. */
        BackfillResult: {
            /** @description null if dry_run was set. */
            backfill: components["schemas"]["BackfillRecord"] | null;
            /** @description null unless dry_run was set. */
            estimate: components["schemas"]["BackfillEstimate"] | null;
        };
        /** @description The runs of an evaluator over logged calls, newest first. */
        BackfillsAnswer: {
            data: components["schemas"]["BackfillRecord"][];
            /** @default null */
            error: null;
        };
        /** @description One bin of a histogram. */
        BinShape: {
            /** @description Upper edge, excluded except in the last bin. */
            range_end: string;
            /** @description Lower edge, included. */
            range_start: string;
            /** @description Number of sessions or users in the bin. */
            value: number;
        };
        /** @description Both bodies: parsed JSON, or text; null: not stored. */
        BodiesAnswer: {
            request: unknown;
            response: unknown;
        };
        /** @description Selects requests regardless of time. */
        CachedCountQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description true: count only requests answered from a cache.
             * @default false
             */
            isCached?: boolean;
        };
        /** @description A condition on a call. It gives a boolean score: true if the condition holds. */
        Check: {
            /**
             * @description valid_… and json_schema: read the answer's first fenced code block, if it has one.
             * @default null
             */
            code_block?: boolean | null;
            /**
             * @description regex, contains: whether case makes no difference.
             * @default null
             */
            ignore_case?: boolean | null;
            /**
             * @description json_schema: the schema that the answer matches.
             * @default null
             */
            json_schema?: {
                [key: string]: unknown;
            } | boolean | null;
            /**
             * @description language: the answer is in one of these, by ISO 639-1 code.
             * @default null
             */
            languages?: string[] | null;
            /**
             * @description length, latency (ms), cost (USD): the largest value that holds.
             * @default null
             */
            maximum?: number | null;
            /**
             * @description length, latency (ms), cost (USD): the smallest value that holds.
             * @default null
             */
            minimum?: number | null;
            /**
             * @description Give true if the condition does not hold.
             * @default false
             */
            negate?: boolean;
            /**
             * @description regex: found anywhere in the answer (Python's re).
             * @default null
             */
            pattern?: string | null;
            /**
             * @description finish_reason: the call ended for one of these reasons.
             * @default null
             */
            reasons?: string[] | null;
            /** @description Name of the score. */
            score: string;
            /**
             * @description contains: the answer has one of these texts.
             * @default null
             */
            texts?: string[] | null;
            /**
             * @description tool_called: one of these tools was called; unset: any.
             * @default null
             */
            tools?: string[] | null;
            /**
             * @description What is checked.
             * @enum {string}
             */
            type: "valid_json" | "json_schema" | "regex" | "contains" | "length" | "refusal" | "language" | "latency" | "cost" | "tool_called" | "finish_reason" | "valid_python" | "valid_sql";
            /**
             * @description length: what is counted.
             * @default null
             */
            unit?: ("characters" | "words" | "lines") | null;
        };
        /** @description A Python function that scores a call, in a process of its own. */
        Code: {
            /** @description The function as module:function; the module is a file in evaluation.code_dir. */
            function: string;
            /**
             * @description Memory that the function may use.
             * @default 512
             */
            memory_limit_mb?: number;
            /**
             * @description Time that one call of the function may take.
             * @default 10
             */
            time_limit_s?: number;
        };
        /** @description A measure of agreement. */
        CoefficientShape: {
            interval: components["schemas"]["IntervalShape"];
            /** @description Units that two or more of the raters rated. */
            n_units: number;
            /** @description null: it cannot be computed; the interval has the reason. */
            value: number | null;
        };
        /** @description A column of the answer. */
        ColumnShape: {
            name: string;
            /** @description Type in DuckDB. */
            type: string;
        };
        /** @description In the order of the names; each label of a score is answered on its own. */
        CompareAnswer: {
            data: components["schemas"]["ComparedShape"][];
            /** @default null */
            error: null;
            /** @description null: the query does not want it, or has no scores. */
            fairness: components["schemas"]["FairnessShape"] | null;
            /** Format: date-time */
            fresh_to: string;
            /** @description In the order of the query. */
            metrics: components["schemas"]["MetricShape"][];
            /** @description What was paired by, chosen or by default; null: no pairs. */
            pair_by: string | null;
            /**
             * @description What was counted once.
             * @enum {string}
             */
            unit: "request" | "session";
        };
        /** @description A score in both groups, and the difference. */
        ComparedShape: {
            /** @description 95 % interval of the difference that holds at all looks together, however many. */
            always_valid_interval: components["schemas"]["IntervalShape"];
            /** @description Second minus first. */
            difference: number | null;
            effect_size: components["schemas"]["EffectShape"];
            first: components["schemas"]["SideShape"];
            /** @description 95 % interval of the difference, for one look at a size fixed before. */
            interval: components["schemas"]["IntervalShape"];
            /** @description Labels only: the label whose share is compared. */
            label: string | null;
            name: string;
            p_value: number | null;
            /** @description Holm's correction over all p-values in this answer, paired too. */
            p_value_holm: number | null;
            paired: components["schemas"]["PairedShape"] | null;
            second: components["schemas"]["SideShape"];
            test: string | null;
            /** @enum {string} */
            type: "number" | "boolean" | "label";
        };
        /** @description Selects scores, metrics and the two groups to compare. */
        CompareQuery: {
            /**
             * @description Use the scores as they were recorded at this time; null: now.
             * @default null
             */
            as_of?: string | null;
            /**
             * @description Key whose requests may depend on each other.
             * @default null
             */
            cluster_by?: string | null;
            /**
             * @description Planned sizes of the groups in any unit, such as [50, 50], to be checked by fairness.
             * @default null
             */
            expected_split?: number[] | null;
            /**
             * @description false: leave out fairness, which takes longer than the comparison.
             * @default true
             */
            fairness?: boolean;
            first: components["schemas"]["GroupFilter"];
            /**
             * @description Compared over all requests of the groups, scored or not.
             * @default []
             */
            metrics?: ("cost_usd" | "latency_ms" | "time_to_first_token_ms" | "prompt_tokens" | "completion_tokens" | "error_rate")[];
            /**
             * @description If absent: last_user_message for two prompts, otherwise no pairs; null: no pairs.
             * @default null
             */
            pair_by?: string | null;
            /**
             * @description Replace each number by whether it passes, by the pass_threshold of the score's definition; scores without a threshold are left out.
             * @default false
             */
            pass_rate?: boolean;
            /**
             * @description May be empty if there are metrics.
             * @default []
             */
            scores?: string[];
            second: components["schemas"]["GroupFilter"];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /**
             * @description Units of both groups together at which the always-valid intervals are the narrowest.
             * @default 5000
             */
            tuned_at?: number;
            /**
             * @description What is counted once. session: the scores that were given to sessions; group_by, filter and time_range are about the session's requests.
             * @default request
             * @enum {string}
             */
            unit?: "request" | "session";
            /**
             * @description overlap: compare the groups in the time in which both ran; null: all their requests.
             * @default null
             */
            within?: "overlap" | null;
        };
        /** @description Who said what. */
        ConfusionShape: {
            /** @description counts[i][j]: units with values[i] by the first, values[j] by the second. */
            counts: number[][];
            /** @description Values; more than twelve different numbers are put into bins. */
            values: string[];
        };
        /** @description Which labels of people correct the mean of a judge: of an evaluator, or of whatever else is not a person. */
        CorrectedBy: {
            /**
             * @description The score name of the labels; null: that of the judge's score.
             * @default null
             */
            score?: string | null;
            /**
             * @description When the labelled requests started; null: the time range of the query.
             * @default null
             */
            time_range?: components["schemas"]["TimeRange"] | null;
        };
        /** @description A corrected mean. If it can't be computed, it is null, and the interval's reason explains why. */
        CorrectedShape: {
            /**
             * @description own: by the group's own labels; pooled: by those of all groups, as the group has too few.
             * @enum {string}
             */
            calibration: "own" | "pooled";
            interval: components["schemas"]["IntervalShape"];
            /** @description Further labels for an interval half as wide; null: labels alone do not achieve it. */
            labels_to_halve: number | null;
            mean: number | null;
            /** @description Requests or sessions with a score of the judge and one of people. */
            n_labels: number;
            /** @description Left out, because as many people call them true as false. */
            n_ties: number;
            /** @description Booleans: how often the judge says true where people do. */
            sensitivity: number | null;
            /** @description Booleans: how often the judge says false where people do. */
            specificity: number | null;
            /** @description Numbers: how far the judge's values are used, 0 to 1. */
            tuning: number | null;
        };
        /** @description What the answer of a request should have been. */
        CorrectionBody: {
            /**
             * @description Who corrects it; null: the name of the API key.
             * @default null
             */
            rater?: string | null;
            /** @description Empty: take the correction back. */
            text: string;
        };
        /** @description What the answer of a request should have been, in the words of a person. */
        CorrectionRecord: {
            rater: string;
            request_id: string;
            text: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description Corrected answers, by request and rater. */
        CorrectionsAnswer: {
            data: components["schemas"]["CorrectionRecord"][];
            /** @default null */
            error: null;
        };
        /** @description The requests whose corrections are wanted. */
        CorrectionsBody: {
            request_ids: string[];
        };
        /** @description Cost in a bucket of time. */
        CostBucketShape: {
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description Every bucket of the time range. */
        CostsAnswer: {
            data: components["schemas"]["CostBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A number of requests or users. */
        CountAnswer: {
            data: number;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Number of requests or users in a bucket of time. */
        CountBucketShape: {
            count: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description Selects requests. */
        CountQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            includeInputs?: boolean | null;
            /**
             * @description Select only requests answered from a cache (true) or not (false).
             * @default null
             */
            isCached?: boolean | null;
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            isPartOfExperiment?: boolean | null;
            /**
             * @description Select only requests with scores (true) or without (false).
             * @default null
             */
            isScored?: boolean | null;
        };
        /** @description Always empty: countries are not recorded. */
        CountriesAnswer: {
            data: components["schemas"]["CountryShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Number of requests from one country. */
        CountryShape: {
            country: string;
            total_requests: number;
        };
        /** @description Every bucket of the time range. */
        CountsAnswer: {
            data: components["schemas"]["CountBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects requests by a filter and a range of time, and the length of the buckets. */
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
        /** @description The definition of a score name. */
        Definition: {
            /** @default null */
            description: string | null;
            /**
             * @description Whether higher or lower values are better.
             * @default null
             */
            direction: ("higher" | "lower") | null;
            /**
             * @description Reject scores that do not match the definition.
             * @default false
             */
            enforce: boolean;
            /**
             * @description null: any kind.
             * @default null
             */
            kind: ("integer" | "float" | "boolean" | "label") | null;
            /**
             * @description Allowed labels; empty: any label.
             * @default []
             */
            labels: string[];
            /**
             * @description Largest value, of numbers only.
             * @default null
             */
            maximum: number | null;
            /**
             * @description Smallest value, of numbers only.
             * @default null
             */
            minimum: number | null;
            name: string;
            /**
             * @description The worst value that passes.
             * @default null
             */
            pass_threshold: number | null;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The definition of a score name. */
        DefinitionAnswer: {
            data: components["schemas"]["Definition"];
            /** @default null */
            error: null;
        };
        /** @description What the scores of a name must be. */
        DefinitionBody: {
            /** @default null */
            description?: string | null;
            /**
             * @description Whether higher or lower values are better.
             * @default null
             */
            direction?: ("higher" | "lower") | null;
            /**
             * @description Reject scores that do not match the definition.
             * @default false
             */
            enforce?: boolean;
            /**
             * @description null: any kind.
             * @default null
             */
            kind?: ("integer" | "float" | "boolean" | "label") | null;
            /**
             * @description Allowed labels; empty: any label.
             * @default []
             */
            labels?: string[];
            /**
             * @description Largest value, of numbers only.
             * @default null
             */
            maximum?: number | null;
            /**
             * @description Smallest value, of numbers only.
             * @default null
             */
            minimum?: number | null;
            /**
             * @description The worst value that passes.
             * @default null
             */
            pass_threshold?: number | null;
        };
        /** @description All definitions of the project. */
        DefinitionsAnswer: {
            data: components["schemas"]["Definition"][];
            /** @default null */
            error: null;
        };
        /** @description Counts scores, or deletes them if the count is confirmed. */
        DeleteBody: {
            /**
             * @description Count of the dry run; required to delete.
             * @default null
             */
            confirm_count?: number | null;
            /**
             * @description Count only.
             * @default true
             */
            dry_run?: boolean;
            filter: components["schemas"]["SelectionBody"];
        };
        /** @description The number of things deleted. */
        Deleted: {
            /**
             * @default 1
             * @constant
             */
            deleted: 1;
        };
        /** @description The deletion is on disk. */
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
        /** @description The scores were counted or deleted. */
        DeletionAnswer: {
            data: components["schemas"]["DeletionShape"];
            /** @default null */
            error: null;
        };
        /** @description The number of scores that were counted or deleted. */
        DeletionShape: {
            /** @description Number of scores that match the filter. */
            count: number;
            deleted: number;
            dry_run: boolean;
        };
        /** @description Messages that wait or have failed, the newest first. */
        DeliveriesAnswer: {
            data: components["schemas"]["DeliveryRow"][];
            /** @default null */
            error: null;
        };
        /** @description What became of events since the webhook was created. */
        DeliveryCounts: {
            /** @description Attempts that the receiver did not accept. */
            attempts_failed: number;
            /** @description Messages that were not sent, because their call or score was deleted before. */
            deleted: number;
            /** @description Messages that the receiver accepted. */
            delivered: number;
            /** @description Sampled events that were not sent, because too many messages were waiting. */
            dropped: number;
            /** @description Messages given up after their last attempt. */
            failed: number;
            /** @description Failed messages that can be sent again. */
            failed_now: number;
            /** @description Events that were not sent, because the filter took too long. */
            filter_failed: number;
            /** @description Events that match the filters. */
            matched: number;
            /** @description Matching events that are in the sample. */
            sampled: number;
            /** @description Events of the kinds that the webhook names. */
            seen: number;
            /** @description Messages that wait for their next attempt now. */
            waiting: number;
        };
        /** @description A message that waits for its next attempt, or has failed. */
        DeliveryRow: {
            attempts: number;
            /**
             * Format: date-time
             * @description When the event happened.
             */
            created_at: string;
            /** @description What went wrong last; null: no attempt has failed. */
            error: string | null;
            /** @enum {string} */
            event: "request.logged" | "score.added" | "alert.fired" | "alert.resolved";
            id: number;
            /** @description The header webhook-id of each attempt. */
            message_id: string;
            /** @description null: it has failed. */
            next_attempt_at: string | null;
            /** @description null: the score of a session. */
            request_id: string | null;
            /** @description null: the event is not about a score. */
            score_id: string | null;
            session_id: string | null;
            /** @enum {string} */
            state: "waiting" | "failed";
        };
        /** @description What the demo project holds now. */
        DemoAnswer: {
            data: components["schemas"]["DemoShape"];
            /** @default null */
            error: null;
        };
        /** @description What the demo project holds. */
        DemoShape: {
            /** @description Logged calls; 0: the demo project is empty. */
            calls: number;
        };
        /** @description A unit on which raters differ. */
        DisagreementShape: {
            prompt_preview: string | null;
            ratings: components["schemas"]["RatingShape"][];
            /** @description null: a session. */
            request_id: string | null;
            /** @description null: a request. */
            session_id: string | null;
            /** @description The largest number minus the smallest; of other values, the share of pairs that differ. */
            spread: number;
        };
        /** @description One bin of a histogram. */
        DistributionBinShape: {
            /** @description Lower edge, included. */
            lower: number;
            /** @description Upper edge, excluded except in the last bin. */
            upper: number;
            /** @description Number of requests. */
            value: number;
        };
        /** @description The scores that have a value in the time range. */
        DistributionsAnswer: {
            data: components["schemas"]["DistributionShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The histogram of one score. */
        DistributionShape: {
            distribution: components["schemas"]["DistributionBinShape"][];
            name: string;
        };
        /** @description The change is on disk. */
        Done: {
            /** @default null */
            data: null;
            /** @default null */
            error: null;
        };
        /** @description An effect size. */
        EffectShape: {
            method: string;
            value: number | null;
        };
        /** @description An error, described for a person. */
        ErrorAnswer: {
            /** @default null */
            data: null;
            error: string;
        };
        /** @description One score. */
        EvalBody: {
            name: string;
            /** @description A number, a boolean or a label. */
            score: number | boolean | string;
        };
        /** @description Selects requests by a filter and a range of time, and their scores by name. */
        EvalQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            limit?: number | null;
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            offset?: number | null;
            /**
             * @description Only these score names; not in Helicone.
             * @default null
             */
            scores?: string[] | null;
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Accepted and ignored, as in Helicone: hours are in UTC.
             * @default null
             */
            timeZoneDifference?: number | null;
        };
        /** @description All score names, also those without a value in the time range. */
        EvalsAnswer: {
            data: components["schemas"]["EvalShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description One score, in total and by hour. */
        EvalShape: {
            /** @description Every hour of the time range. */
            averageOverTime: components["schemas"]["HourMeanShape"][];
            averageScore: number | null;
            /** @description Number of scored requests. */
            count: number;
            /** @description 95 % interval of the mean; not in Helicone. */
            interval: components["schemas"]["IntervalShape"] | null;
            maxScore: number | null;
            minScore: number | null;
            name: string;
            /** @description Every hour of the time range. */
            overTime: components["schemas"]["HourCountShape"][];
        };
        /** @description One evaluation. */
        EvaluationExample: {
            /** Format: date-time */
            at: string;
            /** @description The scores, or what went wrong. */
            detail: string;
            /** @description Request id or session id. */
            subject: string;
            version: string;
        };
        /** @description Evaluations with one outcome and reason, and the newest ten of them. */
        EvaluationReason: {
            count: number;
            /** @description Newest first. */
            examples: components["schemas"]["EvaluationExample"][];
            /** @enum {string} */
            outcome: "scored" | "skipped" | "failed";
            /** @description One word, such as no_text or timeout; empty for scored calls. */
            reason: string;
        };
        /** @description Something that scores requests or sessions by itself: a judge, a function, or checks. */
        Evaluator: {
            /**
             * @description What it may spend.
             * @default {
             *       "usd_per_hour": null,
             *       "usd_per_day": null,
             *       "calls_per_hour": null,
             *       "calls_per_day": null
             *     }
             */
            budget?: components["schemas"]["SpendingBudget"];
            /**
             * @description Checks that need no code; each gives a score.
             * @default []
             */
            checks?: components["schemas"]["Check"][];
            /**
             * @description A Python function scores the call.
             * @default null
             */
            code?: components["schemas"]["Code"] | null;
            /**
             * @description What the evaluator is for.
             * @default
             */
            description?: string;
            /**
             * @description Whether it scores new calls.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Which calls are scored: a filter tree, as JSON or as a table.
             * @default all
             */
            filter?: components["schemas"]["Filter"];
            /**
             * @description A model scores the call.
             * @default null
             */
            judge?: components["schemas"]["Judge"] | null;
            /** @description Name of the evaluator, of letters, digits, space and . _ -; the scores that it gives carry it. */
            name: string;
            /**
             * @description A session is scored when no call has come for so many seconds.
             * @default 300
             */
            quiet_s?: number;
            /**
             * @description Share of the matching calls that is scored.
             * @default 1
             */
            sample_rate?: number;
            /**
             * @description What is scored: each request, or each session.
             * @default request
             * @enum {string}
             */
            target?: "request" | "session";
        };
        /** @description An evaluator. */
        EvaluatorAnswer: {
            data: components["schemas"]["EvaluatorRecord"];
            /** @default null */
            error: null;
        };
        /** @description The program or model that scored. */
        EvaluatorBody: {
            name: string;
            /** @default null */
            version?: string | null;
        };
        /** @description Numbers of calls, from the evaluator's creation until now. */
        EvaluatorCounts: {
            /** @description Sampled calls that were given up because too many waited. */
            dropped: number;
            /** @description Evaluations that failed. */
            failed: number;
            /** @description Seen calls that match the filter. */
            matched: number;
            /** @description Matching calls that are in the sample. */
            sampled: number;
            /** @description Evaluations that gave scores, back-fills included. */
            scored: number;
            /** @description Calls that ended while the evaluator was enabled. */
            seen: number;
            /** @description Evaluations that gave no score, for no fault of the evaluator. */
            skipped: number;
            /** @description Sampled calls, or sessions, that wait for their evaluation now. */
            waiting: number;
        };
        /** @description An evaluator, and how it gets on. */
        EvaluatorRecord: {
            counts: components["schemas"]["EvaluatorCounts"];
            /** Format: date-time */
            created_at: string;
            definition: components["schemas"]["Evaluator"];
            /** @enum {string} */
            kind: "judge" | "code" | "checks";
            name: string;
            /** @description Why it does not get on; null: it does. */
            reason: string | null;
            reasons: components["schemas"]["EvaluationReason"][];
            /**
             * @description Evaluators of the settings are read-only here.
             * @enum {string}
             */
            source: "settings" | "api";
            spent_this_hour: components["schemas"]["EvaluatorSpending"];
            /** @description Since midnight UTC. */
            spent_today: components["schemas"]["EvaluatorSpending"];
            /** @enum {string} */
            state: "active" | "paused" | "blocked" | "disabled" | "not_runnable";
            /** @description When a paused evaluator goes on by itself. */
            until: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description Hash of what decides about the scores; each score has it as evaluator_version. */
            version: string;
        };
        /** @description All evaluators of the project, by name. */
        EvaluatorsAnswer: {
            data: components["schemas"]["EvaluatorRecord"][];
            /** @default null */
            error: null;
        };
        /** @description What was spent within a span of time, with what is reserved for evaluations that run. */
        EvaluatorSpending: {
            calls: number;
            usd: number;
        };
        /** @description What an evaluator was in a version. */
        EvaluatorVersionRecord: {
            /** @description What decides about the scores: target, and judge, code or checks. */
            content: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            version: string;
        };
        /** @description All versions that an evaluator of that name has had, newest first. */
        EvaluatorVersionsAnswer: {
            data: components["schemas"]["EvaluatorVersionRecord"][];
            /** @default null */
            error: null;
        };
        /** @description The evaluator that gave the scores, and its version. */
        EvaluatorVersionShape: {
            name: string;
            /** @description null: the scores were sent without a version. */
            version: string | null;
        };
        /** @description The text around the first hit of a search in a request's whole bodies. */
        ExcerptsShape: {
            /** @description null: nothing was hit in it. */
            request: string | null;
            /** @description null: nothing was hit in it. */
            response: string | null;
        };
        /** @description One element for each type of values that the score has; none if it was never recorded. */
        ExplainAnswer: {
            /**
             * @description How the p-values of the values were corrected.
             * @constant
             */
            correction: "holm";
            data: components["schemas"]["ExplainedShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
            /**
             * @description How the change was divided.
             * @constant
             */
            method: "kitagawa_delta";
            /**
             * @description What was counted once.
             * @enum {string}
             */
            unit: "request" | "session";
        };
        /** @description The change of a score of one type, or of a metric, and the values that carry it. */
        ExplainedShape: {
            /** @description Second minus first. */
            difference: number | null;
            effect_size: components["schemas"]["EffectShape"];
            first: components["schemas"]["ExplainedSideShape"];
            interval: components["schemas"]["IntervalShape"];
            /** @description Keys that were examined. */
            keys: string[];
            left_out: components["schemas"]["LeftOutShape"][];
            p_value: number | null;
            second: components["schemas"]["ExplainedSideShape"];
            test: string | null;
            /** @description Values that were tested; beyond twenty of a key, and below 10 units, they are one. */
            tested: number;
            /** @description null: a metric. */
            type: ("number" | "boolean" | "label") | null;
            /** @description The values that carry most of the change beyond their share first. */
            values: components["schemas"]["ExplainedValueShape"][];
        };
        /** @description The score or metric in one of the two groups. */
        ExplainedSideShape: {
            interval: components["schemas"]["IntervalShape"];
            mean: number | null;
            /** @description Number of requests or sessions, by the unit of the answer. */
            n_units: number;
            name: string | null;
        };
        /** @description What one value of a key contributes to the change. The contributions of all values of a key sum to the change. */
        ExplainedValueShape: {
            /** @description mix and rate together. */
            contribution: components["schemas"]["PartShape"];
            /** @description Name and version; null: other keys, or several evaluators. */
            evaluator: components["schemas"]["EvaluatorVersionShape"] | null;
            /** @description The contribution beyond what the value would contribute if all had changed alike. */
            excess: components["schemas"]["TestedPartShape"];
            first: components["schemas"]["ValueSideShape"];
            /** @description model, prompt, evaluator or property.<Name>. */
            key: string;
            /** @description Because the value became more or less frequent. */
            mix: components["schemas"]["PartShape"];
            /** @description Whether this is the group of all other values. */
            other: boolean;
            /** @description Because the mean of the value changed. */
            rate: components["schemas"]["PartShape"];
            second: components["schemas"]["ValueSideShape"];
            /** @description An evaluator has its version behind it. null: no value, or all other values. */
            value: string | null;
        };
        /** @description Selects a score or a metric, and the two groups between which it changed. */
        ExplainQuery: {
            /**
             * @description Use the scores as they were recorded at this time; null: now.
             * @default null
             */
            as_of?: string | null;
            /**
             * @description Key whose requests may depend on each other.
             * @default null
             */
            cluster_by?: string | null;
            first: components["schemas"]["GroupFilter"];
            /**
             * @description Label whose share is explained, if the score has labels.
             * @default null
             */
            label?: string | null;
            /**
             * @description Maximum number of values in the answer.
             * @default 50
             */
            limit?: number;
            /**
             * @description What is measured of each request; null: there is a score.
             * @default null
             */
            metric?: ("cost_usd" | "latency_ms" | "time_to_first_token_ms" | "prompt_tokens" | "completion_tokens" | "error_rate") | null;
            /**
             * @description Name of a score; null: there is a metric.
             * @default null
             */
            score?: string | null;
            second: components["schemas"]["GroupFilter"];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /**
             * @description What is counted once. session: the scores that were given to sessions; group_by, filter and time_range are about the session's requests.
             * @default request
             * @enum {string}
             */
            unit?: "request" | "session";
        };
        /** @description What differs between the groups beside their scores. */
        FairnessShape: {
            in_both: components["schemas"]["InBothShape"];
            mix: components["schemas"]["MixShape"];
            periods: components["schemas"]["PeriodsShape"];
            /** @description null: the query has no expected_split. */
            sample_ratio: components["schemas"]["SampleRatioShape"] | null;
            /** @description Reasons to doubt the comparison, the most important first. */
            warnings: string[];
        };
        /** @description Thumbs up or down for a request, as Helicone's own SDKs send it. */
        FeedbackBody: {
            /** @description The id of the request. */
            "helicone-id": string;
            rating: boolean;
        };
        /** @description Selects requests: "all", {}, a leaf, or two filters joined by and/or. */
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
            /** @description Name of a property. */
            equals?: string;
            /** @description Name of a property. */
            "not-equals"?: string;
        };
        /** @description All conditions in it must hold. */
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
                created_at?: components["schemas"]["FilterTimestamp"];
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
                completion_image_tokens?: components["schemas"]["FilterNumber"];
                completion_tokens?: components["schemas"]["FilterNumber"];
                conversation_hash?: components["schemas"]["FilterText"];
                cost?: components["schemas"]["FilterNumber"];
                cost_source?: components["schemas"]["FilterText"];
                country_code?: components["schemas"]["FilterText"];
                dialect?: components["schemas"]["FilterText"];
                error?: components["schemas"]["FilterText"];
                error_code?: components["schemas"]["FilterText"];
                error_type?: components["schemas"]["FilterText"];
                evaluator_versions?: {
                    [key: string]: components["schemas"]["FilterScoreTexts"];
                };
                exchange_id?: components["schemas"]["FilterText"];
                extract_error?: components["schemas"]["FilterText"];
                finish_reason?: components["schemas"]["FilterText"];
                "helicone-score-feedback"?: components["schemas"]["FilterFeedback"];
                input_hash?: components["schemas"]["FilterText"];
                is_error?: components["schemas"]["FilterBoolean"];
                is_passthrough_billing?: components["schemas"]["FilterBoolean"];
                is_stream?: components["schemas"]["FilterBoolean"];
                job_id?: components["schemas"]["FilterText"];
                key_name?: components["schemas"]["FilterText"];
                last_user_message_hash?: components["schemas"]["FilterText"];
                latency?: components["schemas"]["FilterNumber"];
                method?: components["schemas"]["FilterText"];
                model?: components["schemas"]["FilterText"];
                model_answered?: components["schemas"]["FilterText"];
                model_asked?: components["schemas"]["FilterText"];
                model_override?: components["schemas"]["FilterText"];
                node_id?: components["schemas"]["FilterText"];
                organization_id?: components["schemas"]["FilterText"];
                outcome?: components["schemas"]["FilterText"];
                parent_exchange_id?: components["schemas"]["FilterText"];
                parent_span_id?: components["schemas"]["FilterText"];
                path?: components["schemas"]["FilterText"];
                prompt_audio_tokens?: components["schemas"]["FilterNumber"];
                prompt_cache_read_tokens?: components["schemas"]["FilterNumber"];
                prompt_cache_write_tokens?: components["schemas"]["FilterNumber"];
                prompt_fingerprint?: components["schemas"]["FilterText"];
                prompt_id?: components["schemas"]["FilterText"];
                prompt_image_tokens?: components["schemas"]["FilterNumber"];
                prompt_tokens?: components["schemas"]["FilterNumber"];
                prompt_version?: components["schemas"]["FilterText"];
                properties?: {
                    [key: string]: components["schemas"]["FilterProperty"];
                };
                property_key?: components["schemas"]["FilterHasProperty"];
                provider?: components["schemas"]["FilterText"];
                reasoning_tokens?: components["schemas"]["FilterNumber"];
                request_body?: components["schemas"]["FilterText"];
                request_created_at?: components["schemas"]["FilterTimestamp"];
                request_id?: components["schemas"]["FilterText"];
                request_referrer?: components["schemas"]["FilterText"];
                request_size_bytes?: components["schemas"]["FilterNumber"];
                response_body?: components["schemas"]["FilterText"];
                response_created_at?: components["schemas"]["FilterTimestamp"];
                response_size_bytes?: components["schemas"]["FilterNumber"];
                score_author?: components["schemas"]["FilterScoreText"];
                score_authors?: {
                    [key: string]: components["schemas"]["FilterScoreTexts"];
                };
                score_comment?: components["schemas"]["FilterScoreText"];
                score_comments?: {
                    [key: string]: components["schemas"]["FilterScoreTexts"];
                };
                score_evaluator?: components["schemas"]["FilterScoreText"];
                score_evaluators?: {
                    [key: string]: components["schemas"]["FilterScoreTexts"];
                };
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
                session_source?: components["schemas"]["FilterText"];
                status?: components["schemas"]["FilterNumber"];
                target_url?: components["schemas"]["FilterText"];
                threat?: components["schemas"]["FilterBoolean"];
                time_to_first_token?: components["schemas"]["FilterNumber"];
                tool_cost?: components["schemas"]["FilterNumber"];
                total_tokens?: components["schemas"]["FilterNumber"];
                trace_id?: components["schemas"]["FilterText"];
                upstream?: components["schemas"]["FilterText"];
                upstream_id?: components["schemas"]["FilterText"];
                user_id?: components["schemas"]["FilterText"];
                web_searches?: components["schemas"]["FilterNumber"];
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
                session_created_at?: components["schemas"]["FilterTimestamp"];
                session_latest_request_created_at?: components["schemas"]["FilterTimestamp"];
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
                user_first_active?: components["schemas"]["FilterTimestamp"];
                user_last_active?: components["schemas"]["FilterTimestamp"];
                user_total_completion_tokens?: components["schemas"]["FilterNumber"];
                user_total_prompt_tokens?: components["schemas"]["FilterNumber"];
                user_total_requests?: components["schemas"]["FilterNumber"];
                user_user_id?: components["schemas"]["FilterText"];
            };
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
        FilterScoreText: {
            /** @description "null": no score has such a text. */
            contains?: string;
            /** @description "null": no score has such a text. */
            equals?: string;
            /** @description "null": no score has such a text. */
            ilike?: string;
            /** @description "null": no score has such a text. */
            like?: string;
            /** @description "null": no score has such a text. */
            "not-contains"?: string;
            /** @description "null": no score has such a text. */
            "not-equals"?: string;
        };
        FilterScoreTexts: {
            /** @description "null": no score of that name has such a text. */
            contains?: string;
            /** @description "null": no score of that name has such a text. */
            equals?: string;
            /** @description "null": no score of that name has such a text. */
            ilike?: string;
            /** @description "null": no score of that name has such a text. */
            like?: string;
            /** @description "null": no score of that name has such a text. */
            "not-contains"?: string;
            /** @description "null": no score of that name has such a text. */
            "not-equals"?: string;
        };
        FilterText: {
            contains?: string;
            equals?: string;
            ilike?: string;
            like?: string;
            "not-contains"?: string;
            "not-equals"?: string;
        };
        FilterTimestamp: {
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
        /** @description Findings grouped by kind, the most frequent first within each kind. */
        FindingsAnswer: {
            data: components["schemas"]["FindingShape"][];
            /** @default null */
            error: null;
        };
        /** @description One thing that could not be understood of the newest 10,000 calls. */
        FindingShape: {
            /** @description What to do, in plain words. */
            advice: string;
            /** @description Number of calls; for waiting_scores, number of scores. */
            calls: number;
            /** @description A request id; for waiting_scores, the id they wait for. */
            example_id: string;
            /** @enum {string} */
            kind: "unknown_dialect" | "model_without_price" | "contradicting_totals" | "incomplete_stream" | "unreadable_events" | "stream_without_usage" | "truncated_body" | "unread_body" | "waiting_scores";
            /** @description A model, an upstream and path, or a score name. */
            subject: string;
        };
        /** @description Values that are new, those with the most requests first. Keys with more than 50 values are left out. */
        FirstsAnswer: {
            data: components["schemas"]["FirstShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A value that occurred for the first time in the time range. */
        FirstShape: {
            /**
             * Format: date-time
             * @description When the first request with it started.
             */
            first_at: string;
            /** @description model, prompt, or property.<Name>. */
            key: string;
            /** @description With this value, until the end of the time range. */
            requests: number;
            value: string;
        };
        /** @description Selects requests and how many values to list. */
        FirstsQuery: {
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default 20 */
            limit?: number;
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
        };
        /** @description Time to first token in a bucket of time. */
        FirstTokenBucketShape: {
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
            /** @description Mean, in milliseconds. */
            ttft: number;
        };
        /** @description The buckets that have at least one value. */
        FirstTokensAnswer: {
            data: components["schemas"]["FirstTokenBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description One of two groups of requests or sessions. */
        GroupFilter: {
            filter: components["schemas"]["Filter"];
            /**
             * @description A name of your choice, repeated in the answer.
             * @default null
             */
            name?: string | null;
            /**
             * @description Replaces the time range of the query.
             * @default null
             */
            time_range?: components["schemas"]["TimeRange"] | null;
        };
        /** @description A page of groups. */
        GroupsAnswer: {
            data: components["schemas"]["GroupsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A score in one group of requests or sessions. */
        GroupShape: {
            /** @description Number of clusters, if there is a cluster_by. */
            clusters: number | null;
            /** @description Effective sample size, if sampling probabilities weight the mean. */
            effective_n: number | null;
            /** @description Key of group_by → value; null: the requests have none; (mixed): those of a session have several. */
            group: {
                [key: string]: string | null;
            };
            histogram: components["schemas"]["HistogramShape"] | null;
            /** @description 95 % interval of the mean; null for labels. */
            interval: components["schemas"]["IntervalShape"] | null;
            /** @description With corrected_by; null for labels, for other, and where no judge scored. */
            judged: components["schemas"]["JudgedShape"] | null;
            labels: components["schemas"]["LabelShape"][] | null;
            max: number | null;
            mean: number | null;
            min: number | null;
            n_ratings: number;
            /** @description n_units with the unit request, null with the unit session. */
            n_requests: number | null;
            /** @description Number of requests or sessions, by the unit of the answer. */
            n_units: number;
            /** @description Whether this is the group of all groups beyond the limit. */
            other: boolean;
            quantiles: {
                [key: string]: number;
            } | null;
            /** @description The amounts in include: sums and means per unit. */
            requests: {
                [key: string]: number | null;
            };
            /** @description Standard deviation. */
            sd: number | null;
            /** @description Booleans only; equal to the mean. */
            share_true: number | null;
            sum: number | null;
        };
        /** @description Selects requests, the key to group them by, and a page of the answer. */
        GroupsQuery: {
            /**
             * @description An earlier time range, with start and end, to compare the requests of time_range with.
             * @default null
             */
            before?: components["schemas"]["TimeRange"] | null;
            /**
             * @description Text that the value contains, in any case; not for times.
             * @default
             */
            contains?: string;
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @description One of property.<Name>, "property" (the names of properties, without hidden ones), model, provider, user, session, prompt, prompt_fingerprint, path, status, outcome, error, error_type, error_code, dialect, cost_source, method, upstream, served_by, key_name, finish_reason, session_name, session_path, session_source, minute, hour, day, week, month. */
            group_by: string;
            /** @default 100 */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /**
             * @description Exact quantiles of latency and time to first token to add.
             * @default []
             */
            quantiles?: number[];
            /**
             * @description One of value, requests, errors, cost, prompt_tokens, completion_tokens, latency, time_to_first_token, first_at, last_at; default: most requests first.
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
        /** @description A page of groups. */
        GroupsShape: {
            /** @description Number of groups on all pages. */
            count: number;
            groups: components["schemas"]["RequestGroupShape"][];
            /** @description null: the query has no before. */
            periods: components["schemas"]["RequestPeriodsShape"] | null;
            /** @description All pages together; a request in several groups counts once. */
            total: components["schemas"]["AmountsShape"];
        };
        /** @description A request, and what the rater has said of it. Nothing that others said, until the rater has given all scores. */
        HandedItem: {
            /** @description What the answer should have been, by this rater. */
            correction: string | null;
            /** @description The rater has given all scores of the queue. */
            is_done: boolean;
            /** @description null: hidden until the rater has given all scores. */
            other_scores: components["schemas"]["ScoreDetail"][] | null;
            own_scores: components["schemas"]["ScoreDetail"][];
            /** @description With which it was sampled; null: it was added by its id. */
            probability: number | null;
            /** @description With its bodies, without its scores; null: it was deleted. */
            request: components["schemas"]["HeliconeRequest"] | null;
            request_id: string;
        };
        /** @description The state of the server. If keys are configured, callers without one see `status` only. */
        Health: {
            /**
             * @description Left out unless store.url names ClickHouse.
             * @default null
             */
            archive?: components["schemas"]["ArchiveHealth"] | null;
            /**
             * @description The nodes of the installation; left out if there is one.
             * @default null
             */
            nodes?: components["schemas"]["NodeHealth"][] | null;
            /**
             * @description Why the status is not ok, for a person.
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
             * @description null: the store is unavailable.
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
            /** @description Number of attempts under this id, of which the newest 100 are listed. */
            attempt_count: number;
            /** @description The newest 100 attempts under this id, oldest first; sums cover all. */
            attempts: components["schemas"]["Attempt"][];
            cache_enabled: boolean;
            /** @description Zeros unless answered from a cache. */
            cache_reference_id: string;
            completion_audio_tokens: number | null;
            completion_image_tokens: number | null;
            /** @description All tokens written, reasoning included. */
            completion_tokens: number | null;
            /** @description Number of such other calls, of which the newest 100 are listed. */
            conflict_count: number;
            /** @description The newest 100 other calls under the same id, which are never merged. */
            conflicts: components["schemas"]["Attempt"][];
            /** @description As input_hash, without the messages of system and developer. */
            conversation_hash: string | null;
            /** @description In USD; null: the price of the model is unknown. */
            cost: number | null;
            /** @description Who states the cost of the last attempt. */
            cost_source: ("provider" | "settings" | "price_table") | null;
            /** @default null */
            country_code: string | null;
            delay_ms: number | null;
            /** @description The API that was spoken; unknown: the bodies are kept unread. */
            dialect: string | null;
            /** @description Why it failed, in the provider's words or in Gnomon's. */
            error: string | null;
            /** @description The provider's code of the error. */
            error_code: string | null;
            /** @description The provider's word for the kind of error. */
            error_type: string | null;
            /** @description Why a body is kept unread; null: all were read. */
            extract_error: ("too_large" | "too_slow" | "too_deep" | "failed") | null;
            /** @default null */
            feedback_created_at: string | null;
            finish_reason: string | null;
            /** @description Those that Gnomon knows, as sent, without secrets. */
            helicone_headers: [
                string,
                string
            ][];
            /** @description Equal messages have equal hashes. */
            input_hash: string | null;
            is_stream: boolean;
            /** @description Equal last messages of the user have equal hashes. */
            last_user_message_hash: string | null;
            /** @description The model that queries use: override, else response, else request. */
            model: string | null;
            model_override: string | null;
            /** @description How it ended, such as ok or answer_failed; null: in flight. */
            outcome: string | null;
            /** @description The call that created what this one reads back. */
            parent_exchange_id: string | null;
            parent_span_id: string | null;
            /** @description Seconds heard, where these are billed instead of tokens. */
            prompt_audio_s: number | null;
            prompt_audio_tokens: number | null;
            prompt_cache_read_tokens: number | null;
            prompt_cache_write_1h_tokens: number | null;
            prompt_cache_write_5m_tokens: number | null;
            prompt_cache_write_tokens: number | null;
            /** @description 16 hexadecimal digits that calls with the same system message and tools share, whatever numbers, dates, ids and passages their template was filled with. Null: neither was sent. */
            prompt_fingerprint: string | null;
            prompt_id: string | null;
            prompt_image_tokens: number | null;
            prompt_preview: string | null;
            /** @description All tokens read, cached ones included. */
            prompt_tokens: number | null;
            /** @default null */
            prompt_version: string | null;
            properties: {
                [key: string]: string;
            };
            provider: string | null;
            /** @description The first hundred calls that read back what this one created; null in lists. */
            read_back_by: components["schemas"]["Attempt"][] | null;
            reasoning_tokens: number | null;
            /**
             * @description Parsed JSON, or text; null unless includeBody=true.
             * @default null
             */
            request_body: unknown;
            /** Format: date-time */
            request_created_at: string;
            /** @description Only headers that are logged, never secrets. */
            request_headers: {
                [key: string]: string;
            };
            request_id: string;
            /** @description The model in the request. */
            request_model: string | null;
            request_path: string;
            request_properties: {
                [key: string]: string;
            };
            /** @default null */
            request_referrer: string | null;
            request_user_id: string | null;
            /**
             * @description Like request_body; a stream is assembled to one object.
             * @default null
             */
            response_body: unknown;
            response_created_at: string | null;
            response_headers: {
                [key: string]: string;
            };
            /** @description The exchange_id of the last attempt; null until it has ended. */
            response_id: string | null;
            /** @description The model in the response. */
            response_model: string | null;
            response_status: number | null;
            /** @description Number of current scores; scores and score_details have the newest 1,000. */
            score_count: number;
            /** @description The newest 1,000 current scores, oldest first. */
            score_details: components["schemas"]["ScoreDetail"][];
            /** @description Latest per name: booleans as 1 or 0 under <name>-hcone-bool, decimals as they are, no labels. */
            scores: {
                [key: string]: number;
            };
            session_id: string | null;
            session_name: string | null;
            session_path: string | null;
            /** @description How the session was recognised, such as header or metadata. */
            session_source: string | null;
            /** @default null */
            signed_body_url: string | null;
            storage_location: string;
            target_url: string;
            /** @description In milliseconds; streams only. */
            time_to_first_token: number | null;
            /** @description The part of the cost that is fees for tools, in USD. */
            tool_cost: number | null;
            /** @description prompt_tokens + completion_tokens. */
            total_tokens: number | null;
            /** @description From the caller's traceparent header. */
            trace_id: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description The provider's id of what this call created. */
            upstream_id: string | null;
            /** @description Searches by the provider's own tool, which are billed by the piece. */
            web_searches: number | null;
        };
        /** @description Names of hidden properties. */
        HiddenPropertiesAnswer: {
            data: components["schemas"]["PropertyShape"][];
            /** @default null */
            error: null;
        };
        /** @description Bins of equal width with round edges, or edges of your own; the same for all groups. */
        Histogram: {
            /**
             * @description Maximum number of bins, if there are no edges.
             * @default 10
             */
            bins?: number;
            /** @default null */
            edges?: number[] | null;
        };
        /** @description Numbers of requests or sessions in the bins between histogram_edges. */
        HistogramShape: {
            /** @description Number above the last edge. */
            above: number;
            /** @description Number below the first edge. */
            below: number;
            /** @description Number per bin; a bin includes its lower edge, the last one both edges. */
            counts: number[];
        };
        /** @description Number of scored requests in one hour. */
        HourCountShape: {
            count: number;
            /** Format: date-time */
            date: string;
        };
        /** @description Mean of a score in one hour. */
        HourMeanShape: {
            /** Format: date-time */
            date: string;
            /** @description 0 if the hour has no value, as in Helicone. */
            value: number | null;
        };
        /** @description Selects requests by their ids. */
        IdsQuery: {
            requestIds: string[];
        };
        /** @description What occurs in both groups. */
        InBothShape: {
            /** @description null if sessions are the unit. */
            sessions: components["schemas"]["SharedUnitsShape"] | null;
            /** @description Requests, or sessions if these are the unit. */
            units: number;
            users: components["schemas"]["SharedUnitsShape"];
        };
        /** @description A 95 % confidence interval. If it can't be computed, low and high are null and reason explains why. */
        IntervalShape: {
            /** @description Why the interval may contain the true value less often than 95 %. */
            caution: string | null;
            /** @description Degrees of freedom, with clusters, weights or several raters. */
            effective_df: number | null;
            high: number | null;
            /** @description The largest cluster's share of the weight, 0 to 1. */
            largest_cluster_share: number | null;
            low: number | null;
            method: string;
            reason: string | null;
        };
        /** @description Fields that are missing or have invalid values. */
        Invalid: {
            /** @description Path of a field, such as "requestBody.scores[3].value". */
            details: {
                [key: string]: components["schemas"]["WrongField"];
            };
            /** @constant */
            message: "Validation Failed";
        };
        /** @description The requests to add to a queue: by their ids, or those that match its filter now. */
        ItemsBody: {
            /**
             * @description Take the sample again, with what was logged since.
             * @default null
             */
            from_filter?: true | null;
            /** @default null */
            request_ids?: string[] | null;
        };
        /** @description A model that reads a call and scores it. */
        Judge: {
            /**
             * @description How chat completions are asked for JSON: by a schema, as any object, or by the prompt alone.
             * @default json_schema
             * @enum {string}
             */
            answer_format?: "json_schema" | "json_object" | "text";
            /**
             * @description The API that the upstream speaks: chat completions, or Anthropic's messages.
             * @default openai
             * @enum {string}
             */
            api?: "openai" | "anthropic";
            /**
             * @description Calls of the judge at the same time.
             * @default 4
             */
            concurrency?: number;
            /**
             * @description Tokens that the judge may answer with.
             * @default 1000
             */
            max_answer_tokens?: number;
            /**
             * @description A call whose prompt would be longer is skipped, never cut.
             * @default 100000
             */
            max_input_characters?: number;
            /** @description Model of the judge. */
            model: string;
            /**
             * @description Further members of the judge's request, such as temperature.
             * @default {}
             */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * @description Path below the upstream's base URL; empty: /v1/chat/completions or /v1/messages.
             * @default
             */
            path?: string;
            /**
             * @description Property, or else score of labels, that has the reference answer.
             * @default Reference
             */
            reference?: string;
            /** @description The scores that the judge gives. */
            scores: components["schemas"]["JudgeScore"][];
            /**
             * @description System prompt; empty: none.
             * @default
             */
            system?: string;
            /** @description Prompt with {{question}}, {{answer}}, {{messages}}, {{properties}}, {{scores}} or {{reference}}. */
            template: string;
            /**
             * @description Time that one call of the judge may take.
             * @default 60
             */
            time_limit_s?: number;
            /** @description Name of the upstream that the judge is called at. */
            upstream: string;
        };
        /** @description What the judge said of the group, and that corrected. */
        JudgedShape: {
            corrected: components["schemas"]["CorrectedShape"];
            interval: components["schemas"]["IntervalShape"];
            mean: number | null;
            /** @description Number of requests or sessions, by the unit of the answer. */
            n_units: number;
        };
        /** @description One score that a judge gives. */
        JudgeScore: {
            /**
             * @description What the values mean, for the judge.
             * @default
             */
            description?: string;
            /**
             * @description Kind of its values.
             * @default integer
             * @enum {string}
             */
            kind?: "integer" | "float" | "boolean" | "label";
            /**
             * @description The labels to choose from; required for the kind label.
             * @default []
             */
            labels?: string[];
            /**
             * @description Largest value, of numbers only.
             * @default null
             */
            maximum?: number | null;
            /**
             * @description Smallest value, of numbers only.
             * @default null
             */
            minimum?: number | null;
            /** @description Name of the score. */
            name: string;
        };
        /** @description A judge against the people: against the mean of their numbers; of others, against what most of them say. */
        JudgeShape: {
            /** @description Units left out, because as many people said one thing as another. */
            n_ties: number;
            pair: components["schemas"]["RaterPairShape"];
            /** @description null: the score is no boolean and has no pass_threshold. */
            passing: components["schemas"]["PassShape"] | null;
        };
        /** @description A prompt for a judge to begin with. */
        JudgeTemplate: {
            description: string;
            name: string;
            score: components["schemas"]["JudgeScore"];
            /** @description Where its criteria come from. */
            source: string;
            template: string;
        };
        /** @description Prompts for judges, by name. */
        JudgeTemplatesAnswer: {
            data: components["schemas"]["JudgeTemplate"][];
            /** @default null */
            error: null;
        };
        /** @description The scores are on disk. */
        KeptScoresAnswer: {
            data: components["schemas"]["KeptScoresShape"];
            /** @default null */
            error: null;
        };
        /** @description What became of the scores that were sent. */
        KeptScoresShape: {
            /** @description Scores that are on disk here until their node, or ClickHouse, can be reached. */
            accepted: number;
            /** @description Score name with numbers → number of labels added to it. */
            labels_among_numbers: {
                [key: string]: number;
            };
            /** @description In the order in which they were sent. */
            scores: components["schemas"]["KeptShape"][];
            stored: number;
            /** @description Scores whose request has not been logged yet. */
            waiting: number;
        };
        /** @description A score that was stored. */
        KeptShape: {
            score_id: string;
            /**
             * @description stored: with its request. waiting: until its request is logged. accepted: until the node that has the request, or ClickHouse, can be reached again; only with several nodes. In each case the score is on disk.
             * @enum {string}
             */
            status: "stored" | "waiting" | "accepted";
        };
        /** @description Names a property. */
        KeyQuery: {
            /** @description Name of the property, in any case. */
            key: string;
        };
        /** @description One label of a group. */
        LabelShape: {
            interval: components["schemas"]["IntervalShape"];
            label: string;
            n_ratings: number;
            /** @description Share of the requests or sessions; several ratings of one divide it. */
            share: number;
        };
        /** @description A step that can be undone: with back_to, and of a rating, by deleting its scores. */
        LastStepShape: {
            /** @enum {string} */
            kind: "rated" | "skipped";
            request_id: string;
        };
        /** @description The buckets that have at least one value. */
        LatenciesAnswer: {
            data: components["schemas"]["LatencyBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Latency in a bucket of time. */
        LatencyBucketShape: {
            /** @description Mean, in milliseconds. */
            duration: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description A key that was not examined. */
        LeftOutShape: {
            key: string;
            /**
             * @description less_frequent: beyond the twenty most frequent properties; identifies_requests: nearly every request has another value; one_value: no two values are frequent enough to be told apart.
             * @enum {string}
             */
            reason: "less_frequent" | "identifies_requests" | "one_value";
        };
        /** @description A request of a queue, and who has rated it. Not how: raters shall not see it before they have. */
        ListedItem: {
            /** @description null: not known, or the request was deleted. */
            answer_preview: string | null;
            /** @description With which it was sampled; null: it was added by its id. */
            probability: number | null;
            /** @description null: not known, or the request was deleted. */
            prompt_preview: string | null;
            /** @description Who has given all scores of the queue. */
            raters: string[];
            request_id: string;
        };
        /** @description Requests of a queue, in its order. */
        ListedItemsAnswer: {
            data: components["schemas"]["ListedItem"][];
            /** @default null */
            error: null;
        };
        /** @description A call that did not pass the proxy, as Helicone's clients log it. */
        ManualLog: {
            /**
             * @description Name of the provider, such as OPENAI, ANTHROPIC or GOOGLE.
             * @default null
             */
            provider?: string | null;
            providerRequest: components["schemas"]["ProviderRequest"];
            providerResponse: components["schemas"]["ProviderResponse"];
            /**
             * @description null: the call began and ended when the log arrived.
             * @default null
             */
            timing?: components["schemas"]["Timing"] | null;
        };
        /** @description A mean; null if no request has a value. */
        MeanAnswer: {
            data: number | null;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A mean; null if there are no sessions. */
        MeanShape: {
            average: number | null;
        };
        /** @description A metric in both groups, and the difference. */
        MetricShape: {
            /** @description 95 % interval of the difference that holds at all looks together, however many. */
            always_valid_interval: components["schemas"]["IntervalShape"];
            /** @description Second minus first, of the means. */
            difference: number | null;
            effect_size: components["schemas"]["EffectShape"];
            first: components["schemas"]["MetricSideShape"];
            /** @description 95 % interval of the difference, for one look at a size fixed before. */
            interval: components["schemas"]["IntervalShape"];
            /** @enum {string} */
            name: "cost_usd" | "latency_ms" | "time_to_first_token_ms" | "prompt_tokens" | "completion_tokens" | "error_rate";
            p_value: number | null;
            /** @description Holm's correction over all p-values in this answer, scores too. */
            p_value_holm: number | null;
            /** @description By the first mean; null if that is 0 or unknown. */
            relative_difference: number | null;
            second: components["schemas"]["MetricSideShape"];
            test: string | null;
        };
        /** @description A metric in one of the two groups. */
        MetricSideShape: {
            interval: components["schemas"]["IntervalShape"];
            max: number | null;
            /** @description Mean of the metric; for error_rate, the share of failed requests. */
            mean: number | null;
            min: number | null;
            /** @description Requests of which the value is known. */
            n_requests: number;
            name: string | null;
            /** @description The 95 % intervals of the quantiles; null for error_rate. */
            quantile_intervals: {
                [key: string]: components["schemas"]["IntervalShape"];
            } | null;
            /** @description Median (0.5) and 0.95; null for error_rate. */
            quantiles: {
                [key: string]: number;
            } | null;
            sd: number | null;
        };
        /** @description A key whose values have different shares in the groups. */
        MixDifferenceShape: {
            /** @description Size of the difference: 0 for equal shares, 1 for no value in common. */
            cramers_v: number;
            /** @description Such as model, user or property.Environment. */
            key: string;
            p_value: number;
            /** @description Holm's correction over all keys in this answer. */
            p_value_holm: number;
            test: string;
            /** @description Most frequent values first. */
            values: components["schemas"]["ValueSharesShape"][];
        };
        /** @description Which requests or sessions the groups consist of. */
        MixShape: {
            /** @description Keys by which the filters differ; they are not tested. */
            defined_by: string[];
            /** @description Keys with an adjusted p-value below .05 and a Cramér's V of at least .1, largest V first. */
            differing: components["schemas"]["MixDifferenceShape"][];
            /** @description Keys that were tested: model, user and up to ten properties. */
            keys: string[];
        };
        /** @description The model with the most requests first. */
        ModelsAnswer: {
            data: components["schemas"]["ModelShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Sums over the requests of one model. */
        ModelShape: {
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** @description null: the model is unknown. */
            model: string | null;
            total_completion_tokens: number;
            /** @description Helicone's spelling. */
            total_prompt_token: number;
            total_requests: number;
            total_tokens: number;
        };
        /** @description What raters are asked, and of which requests. Without `follow`, these stay the same when others are logged. */
        NewQueueBody: {
            /**
             * @description Requests that it is filled with; null: they are added by their ids.
             * @default null
             */
            filter?: components["schemas"]["Filter"];
            /**
             * @description Requests that are made from now on and match the filter join the queue, in the sample's share, while fewer than sample_most of its items are open.
             * @default false
             */
            follow?: boolean;
            /** @default  */
            instructions?: string;
            /**
             * @description given: as the requests began, or as their ids were added.
             * @default random
             * @enum {string}
             */
            item_order?: "random" | "given";
            name: string;
            /** @default 1 */
            raters_per_item?: number;
            /**
             * @description Number of requests at most, chosen by the same hash.
             * @default 50
             */
            sample_most?: number;
            /**
             * @description Share of the matching requests, chosen by a hash.
             * @default 1
             */
            sample_share?: number;
            /** @description Names with a definition; a rating has all of them. */
            scores: string[];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
        };
        /** @description One score. Either request_id or session_id is required. */
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
             * @description The probability with which this call was sampled for scoring.
             * @default null
             */
            probability?: number | null;
            /**
             * @description Who scored.
             * @default null
             */
            rater?: string | null;
            /**
             * @description Any id of the request: yours, ours, or the upstream's.
             * @default null
             */
            request_id?: string | null;
            /**
             * @description ISO 8601 or Unix milliseconds; default: now.
             * @default null
             */
            scored_at?: string | number | null;
            /** @default null */
            session_id?: string | null;
            /** @default null */
            source?: ("human" | "model" | "code" | "user") | null;
            /** @description A number up to ±(2^53-1) if it is whole, a boolean, or a label. */
            value: number | boolean | string;
        };
        /** @description Many scores. */
        NewScoresBody: {
            scores: components["schemas"]["NewScoreBody"][];
        };
        /** @description The item is this rater's for ten minutes. */
        NextAnswer: {
            data: components["schemas"]["NextShape"];
            /** @default null */
            error: null;
        };
        /** @description What a rater wants to see. At most one of skip, back_to and return_skipped. */
        NextBody: {
            /**
             * @description Show this request of the queue again, rated or not.
             * @default null
             */
            back_to?: string | null;
            /**
             * @description null: the name of the API key.
             * @default null
             */
            rater?: string | null;
            /**
             * @description Show again what was put off.
             * @default false
             */
            return_skipped?: boolean;
            /**
             * @description Put this request off.
             * @default null
             */
            skip?: string | null;
        };
        /** @description The next item of a rater. */
        NextShape: {
            /** @description null: there is nothing left for this rater, but what was skipped. */
            item: components["schemas"]["HandedItem"] | null;
            /** @description What this rater did last in the queue, for undo; null: nothing since it was made. */
            last_step: components["schemas"]["LastStepShape"] | null;
            mine: components["schemas"]["RaterShareShape"];
            progress: components["schemas"]["QueueProgressShape"];
            rater: string;
        };
        /** @description A node of an installation with several. */
        NodeHealth: {
            /** @description URL at which other nodes call it. */
            address: string;
            /** @description It was not seen for five seconds. */
            away: boolean;
            /** @description Ids of its rows begin with it. */
            number: number;
            /** @description The node that answers this. */
            own: boolean;
            /** @description It changes what exists once, such as score definitions and webhooks. */
            owner: boolean;
            /**
             * Format: date-time
             * @description When it said last that it runs.
             */
            seen_at: string;
        };
        /** @description An empty object. */
        NoQuery: Record<string, never>;
        /** @description The webhook and its messages are deleted. */
        NothingAnswer: {
            /** @default null */
            data: null;
            /** @default null */
            error: null;
        };
        /** @description The change is on disk. */
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
        /** @description The change is on disk. */
        OkShape: {
            /**
             * @default true
             * @constant
             */
            ok: true;
        };
        /** @description Another choice of pair_by. */
        OtherPairingShape: {
            pair_by: string;
            pairs: number;
        };
        /** @description The time in which both groups ran. */
        OverlapShape: {
            /** Format: date-time */
            end: string;
            /** @description Requests or sessions of the first group in this time. */
            first_units: number;
            /** @description Requests or sessions of the second group in this time. */
            second_units: number;
            /** Format: date-time */
            start: string;
        };
        /** @description Selects requests, a property of theirs and the length of the buckets. */
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
        /** @description Selects requests and a page of the answer. */
        PageQuery: {
            filter: components["schemas"]["Filter"];
            /** @default 100 */
            limit?: number;
            /** @default 0 */
            offset?: number;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
        };
        /** @description The comparison of what occurs in both groups. */
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
            /** @description Only if there are no pairs. */
            unpaired: components["schemas"]["UnpairedShape"] | null;
        };
        /** @description One element for each type of values that the score has, labels excepted. */
        PairsAnswer: {
            data: components["schemas"]["PairsShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
            /** @description What was paired by, chosen or by default. */
            pair_by: string;
            /**
             * @description What was counted once.
             * @enum {string}
             */
            unit: "request" | "session";
        };
        /** @description Requests or sessions of both groups with the same key. */
        PairShape: {
            /** @description Second minus first. */
            difference: number;
            first: components["schemas"]["PairSideShape"];
            /** @description What both sides share: a hash of messages, an item id, or the value of a property. */
            key: string;
            /** @description Preview of the prompt of the first side's latest request; null for sessions. */
            prompt_preview: string | null;
            second: components["schemas"]["PairSideShape"];
        };
        /** @description One side of a pair. */
        PairSideShape: {
            /** @description Beginning of the latest request's answer; null for sessions. */
            answer_preview: string | null;
            /** @description Mean over the requests or sessions of this side. */
            mean: number;
            /** @description n_units with the unit request, null with the unit session. */
            n_requests: number | null;
            /** @description Number of requests or sessions, by the unit of the answer. */
            n_units: number;
            /** @description Id of the latest request of this side; null with the unit session. */
            request_id: string | null;
            /** @description Id of the session of this side that started last, with that unit. */
            session_id: string | null;
        };
        /** @description Selects one score, two groups of requests or sessions, and what makes a pair. */
        PairsQuery: {
            /**
             * @description Use the scores as they were recorded at this time; null: now.
             * @default null
             */
            as_of?: string | null;
            first: components["schemas"]["GroupFilter"];
            /** @default 20 */
            limit?: number;
            /**
             * @description First come the largest differences; falls: those by which the second is lower; rises: higher.
             * @default largest
             * @enum {string}
             */
            order?: "largest" | "falls" | "rises";
            /**
             * @description Scores by which both groups ran, such as those of a comparison; null: the score itself.
             * @default null
             */
            overlap_of?: string[] | null;
            /**
             * @description Default: last_user_message, if the groups are two prompts.
             * @default null
             */
            pair_by?: string | null;
            score: string;
            second: components["schemas"]["GroupFilter"];
            /**
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
            /**
             * @description What is counted once. session: the scores that were given to sessions; group_by, filter and time_range are about the session's requests.
             * @default request
             * @enum {string}
             */
            unit?: "request" | "session";
            /**
             * @description overlap: only pairs in the time in which both groups ran; null: all their requests.
             * @default null
             */
            within?: "overlap" | null;
        };
        /** @description The pairs of a score with one type of values. */
        PairsShape: {
            /** @description In the order of the query. */
            pairs: components["schemas"]["PairShape"][];
            /** @enum {string} */
            type: "number" | "boolean";
        };
        /** @description A part of the change, with its 95 % interval. */
        PartShape: {
            amount: number;
            interval: components["schemas"]["IntervalShape"];
        };
        /** @description Units that pass by a judge and by the people. */
        PassShape: {
            both: number;
            judge_only: number;
            neither: number;
            people_only: number;
            /** @description Share of what the judge lets pass that the people let pass, too. */
            precision: number | null;
            precision_interval: components["schemas"]["IntervalShape"];
            /** @description Share of what the people let pass that the judge lets pass, too. */
            recall: number | null;
            recall_interval: components["schemas"]["IntervalShape"];
        };
        /** @description When the scored requests or sessions of a group started. */
        PeriodShape: {
            /** @description Start of the latest one; null: the group is empty. */
            end: string | null;
            n_units: number;
            /** @description Start of the earliest one; null: the group is empty. */
            start: string | null;
        };
        /** @description When the groups ran, before `within` restricts them. */
        PeriodsShape: {
            first: components["schemas"]["PeriodShape"];
            /** @description null: the groups ran one after the other. */
            overlap: components["schemas"]["OverlapShape"] | null;
            second: components["schemas"]["PeriodShape"];
        };
        /** @description What a draft of an evaluator does. */
        PreviewAnswer: {
            data: components["schemas"]["PreviewResult"];
            /** @default null */
            error: null;
        };
        /** @description A draft of an evaluator, and the calls to run it on. */
        PreviewBody: {
            evaluator: components["schemas"]["Evaluator"];
            /**
             * @description Request ids, or session ids, to run it on instead, whatever the filter.
             * @default []
             */
            ids?: string[];
            /**
             * @description Number of calls: the newest ones that match the filter.
             * @default 10
             */
            last?: number;
        };
        /** @description What the draft did. No score was stored. */
        PreviewResult: {
            /** @description Sum of the known costs; the calls of judges are logged. */
            cost_usd: number;
            /** @description Calls that were left because the budget of all evaluators is used up. */
            not_begun: number;
            rows: components["schemas"]["PreviewRow"][];
        };
        /** @description What became of one call. */
        PreviewRow: {
            /** @description Cost of the judge's call; null: no judge, or not known. */
            cost_usd: number | null;
            /** @description The scores, or what went wrong. */
            detail: string;
            /** @description What people gave for the same names; null: the key lacks the scope read. */
            human_scores: components["schemas"]["ScoreDetail"][] | null;
            /** @enum {string} */
            outcome: "scored" | "skipped" | "failed";
            /** @description One word; null for scored calls. */
            reason: string | null;
            scores: components["schemas"]["PreviewScore"][];
            /** @description Request id or session id. */
            subject: string;
        };
        /** @description A score that would be stored. */
        PreviewScore: {
            /** @description The rationale of a judge. */
            comment: string | null;
            /** @enum {string} */
            kind: "integer" | "float" | "boolean" | "label";
            name: string;
            value: number | boolean | string;
        };
        /** @description Names of properties in alphabetical order, without hidden ones. */
        PropertiesAnswer: {
            data: components["schemas"]["PropertyShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Name and value of a property. */
        PropertyBody: {
            key: string;
            value: string;
        };
        /** @description Requests with one value of a property in one bucket of time. */
        PropertyBucketShape: {
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            created_at_trunc: string;
            /** @description Value of the property. */
            property: string;
            request_count: number;
            /** @description In USD; null: no cost is known. */
            total_cost: number | null;
        };
        /** @description A property that must have exactly this value. */
        PropertyFilter: {
            key: string;
            value: string;
        };
        /** @description Only values and buckets that have requests, sorted by time. */
        PropertyOverTimeAnswer: {
            data: components["schemas"]["PropertyBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The name of a property. */
        PropertyShape: {
            property: string;
        };
        /** @description The request that the caller made. */
        ProviderRequest: {
            /** @description Body of the request. With _type tool, vector_db or data, a step of a session. */
            json: {
                [key: string]: unknown;
            };
            /** @description Helicone-* headers; those of the HTTP request win over them. */
            meta?: {
                [key: string]: unknown;
            };
            /** @description Where it went; a word such as custom-model-nopath if nowhere. */
            url: string;
        };
        /** @description The response that the caller got. */
        ProviderResponse: {
            /**
             * @description In USD, where the caller knows it.
             * @default null
             */
            cost?: number | null;
            /** @description Headers of the response; most are not stored. */
            headers?: {
                [key: string]: unknown;
            };
            /**
             * @description Body of the response, if it was JSON.
             * @default null
             */
            json?: unknown;
            /** @example 200 */
            status: number;
            /**
             * @description Body of the response, if it was a stream or text.
             * @default null
             */
            textBody?: string | null;
        };
        /** @description The buckets in which the metric has a value. */
        QuantilesAnswer: {
            data: components["schemas"]["QuantilesBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Exact quantiles in a bucket of time. */
        QuantilesBucketShape: {
            /** @description Not in Helicone. */
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
        /** @description Selects requests, the length of the buckets and the metric. */
        QuantilesQuery: {
            /**
             * @default hour
             * @enum {string}
             */
            dbIncrement?: "min" | "hour" | "day" | "week" | "month" | "year";
            filter: components["schemas"]["Filter"];
            /** @description A number column of request_response_rmt, such as latency or cost. */
            metric: string;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
            /**
             * @description Minutes, positive west of UTC.
             * @default 0
             */
            timeZoneDifference?: number;
        };
        /** @description A queue. */
        QueueAnswer: {
            data: components["schemas"]["QueueRecord"];
            /** @default null */
            error: null;
        };
        /** @description What raters are asked. */
        QueueBody: {
            /**
             * @description Requests that are made from now on and match the filter join the queue, in the sample's share, while fewer than sample_most of its items are open.
             * @default false
             */
            follow?: boolean;
            /** @default  */
            instructions?: string;
            name: string;
            /** @default 1 */
            raters_per_item?: number;
            /** @description Names with a definition; a rating has all of them. */
            scores: string[];
        };
        /** @description How far the raters have come. */
        QueueProgressShape: {
            /** @description Items with as many full ratings as wanted. */
            done: number;
            items: number;
            raters: components["schemas"]["RaterShareShape"][];
            /** @description Full ratings, of items * raters_per_item. */
            ratings: number;
        };
        /** @description A queue of requests to be scored. */
        QueueRecord: {
            /** Format: date-time */
            created_at: string;
            end: string | null;
            /** @description null: requests were only added by their ids. */
            filter: unknown;
            /** @description Matching requests that began then or later join the queue; null: it does not follow its filter. */
            follow_from: string | null;
            id: string;
            instructions: string;
            /** @enum {string} */
            item_order: "random" | "given";
            name: string;
            progress: components["schemas"]["QueueProgressShape"];
            raters_per_item: number;
            sample_most: number;
            sample_share: number;
            scores: string[];
            start: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description All queues of the project, by name. */
        QueuesAnswer: {
            data: components["schemas"]["QueueRecord"][];
            /** @default null */
            error: null;
        };
        /** @description Two raters. */
        RaterPairShape: {
            /** @description Mean of second minus first; null: not numbers. */
            difference: number | null;
            /** @description Name of the rater; empty beside a judge: the people together. */
            first: string;
            /** @description Cohen's kappa; of numbers with quadratic weights. */
            kappa: components["schemas"]["CoefficientShape"];
            /** @description Share of the units on which they are equal. */
            percent: components["schemas"]["CoefficientShape"];
            second: string;
            table: components["schemas"]["ConfusionShape"];
        };
        /** @description Somebody who rated units that others rated, too. */
        RaterShape: {
            /** @description false: a program, such as a judge. */
            is_person: boolean;
            n_ratings: number;
            /** @description The author of the scores; empty: not given. */
            rater: string;
        };
        /** @description How far a rater has come. */
        RaterShareShape: {
            /** @description Items that have all scores of the queue by this rater. */
            done: number;
            /** @description Items that still need a rating by this rater, skipped ones included. */
            left: number;
            rater: string;
            skipped: number;
        };
        /** @description Thumbs up (true) or down (false). */
        RatingBody: {
            rating: boolean;
        };
        /** @description What somebody said of a unit. */
        RatingShape: {
            is_person: boolean;
            rater: string;
            value: number | boolean | string;
        };
        /** @description What was deleted of the demo project. */
        RemovedDemo: {
            /** @description Logged calls that were deleted, with their scores. */
            deleted: number;
        };
        /** @description The demo project is empty. */
        RemovedDemoAnswer: {
            data: components["schemas"]["RemovedDemo"];
            /** @default null */
            error: null;
        };
        /** @description The copy of the store that answers queries. */
        ReplicaHealth: {
            /** @description Number of changes of the store that queries do not see yet. */
            behind: number;
            /** @description Time since queries last saw every change; 0: they see every change. */
            lag_s: number;
            /** @description Version of the store that queries see. */
            version: number;
        };
        /** @description A request; null if there is none with this id. */
        RequestAnswer: {
            data: components["schemas"]["HeliconeRequest"] | null;
            /** @default null */
            error: null;
        };
        /** @description The number of selected requests. */
        RequestCountAnswer: {
            data: number;
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The requests with one value of the key. */
        RequestGroupShape: {
            completion_tokens: number;
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** @description Number of different values of the property; null: not grouped by names of properties. */
            distinct_values: number | null;
            /** @description Requests with a status of 400 or above, or that failed otherwise. */
            errors: number;
            /** @description Up to three frequent values of the property, 100 characters of each; null: not grouped by names of properties. */
            examples: string[] | null;
            /** Format: date-time */
            first_at: string;
            /** Format: date-time */
            last_at: string;
            /** @description Mean, in milliseconds. */
            latency: number | null;
            /** @description Quantile → milliseconds. */
            latency_quantiles: {
                [key: string]: number;
            } | null;
            /** @description Names asked for by requests without an answered model that are counted here, since this model answers most others that ask for them; null: not grouped by model. */
            models_asked: string[] | null;
            prompt_tokens: number;
            requests: number;
            /** @description Mean, in milliseconds. */
            time_to_first_token: number | null;
            /** @description Quantile → milliseconds. */
            time_to_first_token_quantiles: {
                [key: string]: number;
            } | null;
            /** @description null: requests without a value. Times are ISO 8601 in time_zone. */
            value: string | null;
        };
        /** @description Amounts of the requests of one time range. */
        RequestPeriodShape: {
            completion_tokens: number;
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** @description Requests with a status of 400 or above, or that failed otherwise. */
            errors: number;
            /** @description Mean, in milliseconds. */
            latency: number | null;
            /** @description Quantile → milliseconds. */
            latency_quantiles: {
                [key: string]: number;
            } | null;
            prompt_tokens: number;
            requests: number;
            /** @description Mean, in milliseconds. */
            time_to_first_token: number | null;
            /** @description Quantile → milliseconds. */
            time_to_first_token_quantiles: {
                [key: string]: number;
            } | null;
        };
        /** @description The requests of time_range against those of before. */
        RequestPeriodsShape: {
            before: components["schemas"]["RequestPeriodShape"];
            now: components["schemas"]["RequestPeriodShape"];
        };
        /** @description Selects requests and a page of them. */
        RequestQuery: {
            /**
             * @description A request_id, instead of offset: the page that follows it.
             * @default null
             */
            after?: string | null;
            /**
             * @description A request_id, instead of offset: the page just before it.
             * @default null
             */
            before?: string | null;
            /**
             * @description next_cursor of the previous page, instead of offset.
             * @default null
             */
            cursor?: string | null;
            filter: components["schemas"]["Filter"];
            /**
             * @description false: omit bodies, which is several times as fast.
             * @default true
             */
            includeBodies?: boolean;
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            includeInputs?: boolean | null;
            /**
             * @description Select only requests answered from a cache (true) or not (false).
             * @default null
             */
            isCached?: boolean | null;
            /**
             * @description Accepted and ignored, as in Helicone.
             * @default null
             */
            isPartOfExperiment?: boolean | null;
            /**
             * @description Select only requests with scores (true) or without (false).
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
             * @description Search whole bodies instead of their first 500 characters; slow.
             * @default false
             */
            scan_bodies?: boolean;
            /**
             * @description One key, such as {"created_at": "desc"} or {"properties": {"Env": "asc"}}.
             * @default {}
             */
            sort?: {
                [key: string]: unknown;
            };
        };
        /** @description A page of requests. */
        RequestsAnswer: {
            data: components["schemas"]["HeliconeRequest"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
            /** @description Cursor of the next page; null: there is none. */
            next_cursor: string | null;
            /** @description null unless scan_bodies is true. */
            scanned: components["schemas"]["ScannedShape"] | null;
        };
        /** @description Requests in the order of the ids. */
        RequestsByIdsAnswer: {
            data: components["schemas"]["HeliconeRequest"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Which failed messages to send again: by their ids, or by the time of their events. */
        ResendBody: {
            /**
             * @description Excluded; null: no upper bound.
             * @default null
             */
            end?: string | null;
            /**
             * @description Instead of a time range.
             * @default null
             */
            ids?: number[] | null;
            /**
             * @description Included; null: no lower bound.
             * @default null
             */
            start?: string | null;
        };
        /** @description The number of messages. */
        Resent: {
            resent: number;
        };
        /** @description How many messages are being sent again. */
        ResentAnswer: {
            data: components["schemas"]["Resent"];
            /** @default null */
            error: null;
        };
        /** @description Columns and rows of the answer. */
        RowsShape: {
            columns: components["schemas"]["ColumnShape"][];
            rows: unknown[][];
            /** @description Whether there are more rows than the answer has. */
            truncated: boolean;
        };
        /** @description The sizes of the groups, compared with the expected split. */
        SampleRatioShape: {
            first: number;
            first_expected: number;
            /** @description Whether the p-value is below .001. */
            mismatch: boolean;
            p_value: number | null;
            second: number;
            second_expected: number;
            test: string | null;
            /**
             * @description What is counted: the unit, or what cluster_by names.
             * @enum {string}
             */
            unit: "request" | "session" | "user";
        };
        /** @description How far the search through bodies has come. */
        ScannedShape: {
            /** @description false: time ran out before the page was full. */
            complete: boolean;
            /** @description Request id → the text around the first hit, up to 80 characters before and 200 after it. */
            excerpts: {
                [key: string]: components["schemas"]["ExcerptsShape"];
            };
            /** @description Number of requests searched. */
            requests: number;
        };
        /** @description One score in one bucket of time. */
        ScoreBucketShape: {
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            created_at_trunc: string;
            score_key: string;
            /** @description Mean of the bucket, in spite of the name, as in Helicone. */
            score_sum: number | null;
        };
        /** @description A current score with its type and origin. */
        ScoreDetail: {
            /** @description The rater, else the name of the evaluator, else empty. */
            author: string;
            comment: string | null;
            evaluator: string | null;
            evaluator_version: string | null;
            experiment_id: string | null;
            item_id: string | null;
            /** @enum {string} */
            kind: "integer" | "float" | "boolean" | "label";
            /** @description null unless the kind is label. */
            label: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            name: string;
            /** @description The probability with which the call was sampled for scoring. */
            probability: number | null;
            /** Format: date-time */
            recorded_at: string;
            score_id: string;
            /** @description As given by the sender; null: not given. */
            scored_at: string | null;
            source: ("human" | "model" | "code" | "user") | null;
            /** @description The id of the request or session, as it was sent. */
            target_id: string;
            /** @description With its type; null for a label. */
            value: number | boolean | null;
        };
        /** @description Score names in alphabetical order; booleans as `<name>-hcone-bool`, labels left out. */
        ScoreNamesAnswer: {
            data: string[];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A score name with one type of values. */
        ScoreNameShape: {
            /** Format: date-time */
            last_recorded_at: string;
            name: string;
            /** @description Number of current scores of requests and sessions, waiting ones included. */
            ratings: number;
            /** @description Number of current scores of requests, waiting ones included. */
            request_ratings: number;
            /** @description Number of current scores of sessions. */
            session_ratings: number;
            /** @enum {string} */
            type: "number" | "boolean" | "label";
        };
        /** @description A stored score. */
        ScoreRecord: {
            /** @description The rater, else the name of the evaluator, else empty. */
            author: string;
            comment: string | null;
            evaluator: string | null;
            evaluator_version: string | null;
            experiment_id: string | null;
            item_id: string | null;
            /** @enum {string} */
            kind: "integer" | "float" | "boolean" | "label";
            /** @description null unless the kind is label. */
            label: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            name: string;
            /** @description The probability with which the call was sampled for scoring. */
            probability: number | null;
            /** Format: date-time */
            recorded_at: string;
            /** @description null: the request has not been logged, or the score is of a session. */
            request_id: string | null;
            score_id: string;
            /** @description As given by the sender; null: not given. */
            scored_at: string | null;
            session_id: string | null;
            source: ("human" | "model" | "code" | "user") | null;
            /** @enum {string} */
            status: "stored" | "waiting";
            /** @description When a later score replaced it; null: current. */
            superseded_at: string | null;
            /** @description The id of the request or session, as it was sent. */
            target_id: string;
            /**
             * @description What the score was given to.
             * @enum {string}
             */
            unit: "request" | "session";
            /** @description With its type; null for a label. */
            value: number | boolean | null;
        };
        /** @description Scores, the oldest first. */
        ScoresAnswer: {
            data: components["schemas"]["ScoreRecord"][];
            /** @default null */
            error: null;
        };
        /** @description The scores of one request. For /openapi.json only: score_body.py parses the body, and names each wrong score. */
        ScoresBody: {
            /** @description Score name → value, at most 1,000. */
            scores: {
                [key: string]: number | boolean | string;
            };
        };
        /** @description A score by groups. */
        ScoreShape: {
            groups: components["schemas"]["GroupShape"][];
            histogram_edges: number[] | null;
            name: string;
            /** @description All units as one group, if the query has total; its group is {}. */
            total: components["schemas"]["GroupShape"] | null;
            /** @description null: no such score was ever recorded. */
            type: ("number" | "boolean" | "label") | null;
        };
        /** @description Sorted by time. */
        ScoresOverTimeAnswer: {
            data: components["schemas"]["ScoreBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects scores of requests or sessions, and how to group them. */
        ScoresQuery: {
            /**
             * @description Use the scores as they were recorded at this time; null: now.
             * @default null
             */
            as_of?: string | null;
            /**
             * @description Key whose requests may depend on each other.
             * @default null
             */
            cluster_by?: string | null;
            /**
             * @description Also return the mean of the judge's scores alone, raw and corrected by people's labels.
             * @default null
             */
            corrected_by?: components["schemas"]["CorrectedBy"] | null;
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default [] */
            group_by?: string[];
            /** @default null */
            histogram?: components["schemas"]["Histogram"] | null;
            /**
             * @description Amounts of the scored requests to add; a session's amount is the sum over its requests.
             * @default []
             */
            include?: ("cost" | "latency" | "tokens")[];
            /**
             * @description Groups with the most units; all others become one.
             * @default 100
             */
            limit?: number;
            /**
             * @description Replace each number by whether it passes, by the pass_threshold of the score's definition; scores without a threshold are left out.
             * @default false
             */
            pass_rate?: boolean;
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
             * @description Also return all requests or sessions as one group.
             * @default false
             */
            total?: boolean;
            /**
             * @description What is counted once. session: the scores that were given to sessions; group_by, filter and time_range are about the session's requests.
             * @default request
             * @enum {string}
             */
            unit?: "request" | "session";
        };
        /** @description In the order of the names; a name with values of several types is answered once for each type. */
        ScoresQueryAnswer: {
            data: components["schemas"]["ScoreShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
            /**
             * @description What was counted once.
             * @enum {string}
             */
            unit: "request" | "session";
        };
        /** @description In alphabetical order; a name with values of several types is listed once for each type. */
        ScoreTypesAnswer: {
            data: components["schemas"]["ScoreNameShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects values of a property. */
        SearchQuery: {
            /** @description Text that the value contains, in any case. */
            searchTerm: string;
        };
        /** @description Selects scores: all conditions must hold, a list matches any of its elements. Replaced scores are included. */
        SelectionBody: {
            /**
             * @description The rater, else the name of the evaluator, else empty.
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
             * @description Recorded at this time or later.
             * @default null
             */
            recorded_from?: (string | number) | null;
            /**
             * @description Recorded before this time.
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
        /** @description Selects requests and the length of the buckets. */
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
        /** @description Number of the selected sessions, and means over them. */
        SessionCountAnswer: {
            data: components["schemas"]["SessionCountShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Number of sessions, and means over them. */
        SessionCountShape: {
            /** @description Mean cost of a session, in USD. */
            avg_cost: number | null;
            /** @description Mean latency of a request, in milliseconds. */
            avg_latency: number | null;
            /** @description Mean number of requests in a session. */
            avg_requests: number | null;
            count: number;
            /** @description In USD; null: no cost is known. */
            total_cost: number | null;
        };
        /** @description Means over all sessions; each list has one element, as in Helicone. */
        SessionMeansShape: {
            session_cost: components["schemas"]["MeanShape"][];
            session_count: components["schemas"]["MeanShape"][];
            session_duration: components["schemas"]["MeanShape"][];
        };
        /** @description Histograms of the selected sessions. */
        SessionMetricsAnswer: {
            data: components["schemas"]["SessionMetricsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Histograms of sessions. */
        SessionMetricsShape: {
            average: components["schemas"]["SessionMeansShape"];
            /** @description By cost, in USD. */
            session_cost: components["schemas"]["BinShape"][];
            /** @description By number of requests. */
            session_count: components["schemas"]["BinShape"][];
            /** @description By seconds from the start of the first request to that of the last. */
            session_duration: components["schemas"]["BinShape"][];
        };
        /** @description Selects sessions by their name and requests. */
        SessionNameQuery: {
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /**
             * @description Text in the name, in any case.
             * @default
             */
            nameContains?: string;
            /**
             * @description Include amounts up to this quantile only.
             * @default p75
             * @enum {string}
             */
            pSize?: "p50" | "p75" | "p95" | "p99" | "p99.9";
            /**
             * @description null: the last 150 days.
             * @default null
             */
            timeFilter?: components["schemas"]["TimeFilterMs"] | null;
            /**
             * @description Accepted and ignored: timestamps are in UTC.
             * @default 0
             */
            timezoneDifference?: number;
            /**
             * @description Also exclude amounts below the opposite quantile: p75 leaves the middle half.
             * @default false
             */
            useInterquartile?: boolean;
        };
        /** @description The fifty names used last. */
        SessionNamesAnswer: {
            data: components["schemas"]["SessionNameShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The sessions with one name. */
        SessionNameShape: {
            /** @description Mean latency of a request, in milliseconds. */
            avg_latency: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            first_used: string;
            /** Format: date-time */
            last_used: string;
            /** @description null: sessions without a name. */
            name: string | null;
            session_count: number;
        };
        /** @description Selects sessions by their requests, and a page of the answer. */
        SessionQuery: {
            /** @default all */
            filter?: components["schemas"]["Filter"];
            /** @default 50 */
            limit?: number;
            /**
             * @description Name of the session.
             * @default null
             */
            nameEquals?: string | null;
            /** @default 0 */
            offset?: number;
            /**
             * @description Text in the id or name of the session, in any case.
             * @default
             */
            search?: string;
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilterMs"];
            /**
             * @description Accepted and ignored: timestamps are in UTC.
             * @default 0
             */
            timezoneDifference?: number;
        };
        /** @description The session that began last comes first. */
        SessionsAnswer: {
            data: components["schemas"]["SessionShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A session, with those of its requests that time range and filter select. */
        SessionShape: {
            /** @description Mean latency of a request, in milliseconds. */
            avg_latency: number | null;
            completion_tokens: number;
            /** Format: date-time */
            created_at: string;
            /** @description From the start of the first request to the end of the last one. */
            duration_ms: number;
            /** @description The first characters of the last message of its first request; null: not known. */
            first_message: string | null;
            /** Format: date-time */
            latest_request_created_at: string;
            prompt_tokens: number;
            session_id: string;
            session_name: string | null;
            /** @description In USD; null: no cost is known. */
            total_cost: number | null;
            total_requests: number;
            total_tokens: number;
            /** @description The first 100 in alphabetical order. */
            user_ids: string[];
        };
        /** @description All settings in force. */
        SettingsAnswer: {
            data: components["schemas"]["SettingShape"][];
            /** @default null */
            error: null;
        };
        /** @description One setting. */
        SettingShape: {
            description: string;
            is_default: boolean;
            /** @description Dotted key, such as "server.port"; repeated tables are numbered: "upstream.0.name". */
            key: string;
            /** @description The value in force; secrets are masked. */
            value: unknown;
        };
        /** @description Sessions or users of the groups. Requests or sessions without one are not counted. */
        SharedUnitsShape: {
            /** @description Number of them that occur in both groups. */
            both: number;
            /** @description Number of them in the first group. */
            first: number;
            /** @description Units of the first group whose session or user occurs in both. */
            first_units: number;
            /** @description Number of them in the second group. */
            second: number;
            /** @description Units of the second group whose session or user occurs in both. */
            second_units: number;
        };
        /** @description A score in one of the two groups. */
        SideShape: {
            interval: components["schemas"]["IntervalShape"];
            max: number | null;
            mean: number | null;
            min: number | null;
            /** @description n_units with the unit request, null with the unit session. */
            n_requests: number | null;
            /** @description Number of requests or sessions, by the unit of the answer. */
            n_units: number;
            name: string | null;
            sd: number | null;
        };
        /** @description What evaluators may spend. An hour and a day are those of the clock, in UTC. */
        SpendingBudget: {
            /**
             * @description Evaluations within a day; unset: no limit.
             * @default null
             */
            calls_per_day?: number | null;
            /**
             * @description Evaluations within an hour; unset: no limit.
             * @default null
             */
            calls_per_hour?: number | null;
            /**
             * @description USD that judges may spend in a day; unset: no limit.
             * @default null
             */
            usd_per_day?: number | null;
            /**
             * @description USD that judges may spend in an hour; unset: no limit.
             * @default null
             */
            usd_per_hour?: number | null;
        };
        /** @description Logged calls on their way to the store. */
        SpoolHealth: {
            /** @description Calls forwarded without being logged. */
            dropped: number;
            /** @description Logged, but not in the store yet. */
            lag_bytes: number;
            /** @description Age of the oldest call that is not in the store yet. */
            lag_s: number;
            /** @description Whether the lag is a fault: more than 10 s, or growing for a minute. */
            lagging: boolean;
            quarantined_bytes: number;
            /** @description Damaged parts of the spool that were set aside. */
            quarantined_files: number;
        };
        /** @description The rows that the statement returns. */
        SqlAnswer: {
            data: components["schemas"]["RowsShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A statement and the number of rows to return. */
        SqlQuery: {
            /**
             * @description Maximum number of rows in the answer.
             * @default 10000
             */
            limit?: number;
            /** @description One SELECT on requests, scores, score_history and properties, in DuckDB's SQL. */
            sql: string;
            /**
             * @description Values of `:start` and `:end` in the statement; without it, they are errors.
             * @default null
             */
            time_range?: components["schemas"]["TimeRange"] | null;
        };
        /** @description Number of requests with one HTTP status in a bucket of time. */
        StatusBucketShape: {
            count: number;
            /** @description null: there was no response, or there is none yet. */
            status: number | null;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description A row for each status in each bucket that has requests. */
        StatusesAnswer: {
            data: components["schemas"]["StatusBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The numbers of a step that is a call. */
        StepCall: {
            /** @description The first 120 characters. */
            answer_preview: string | null;
            completion_tokens: number | null;
            /** @description In USD; null: the price of the model is unknown. */
            cost: number | null;
            model: string | null;
            /** @description How it ended, such as ok or answer_failed; null: in flight. */
            outcome: string | null;
            /** @description The first 120 characters of its last message. */
            prompt_preview: string | null;
            prompt_tokens: number | null;
            /** @description The newest value of each name. Of a session with more than 200,000 values, those of the most frequent names. */
            scores: {
                [key: string]: boolean | number | string;
            };
            status: number | null;
        };
        /** @description The steps of a session as a tree, depth first; siblings in the order in which they began. */
        StepsAnswer: {
            data: components["schemas"]["StepShape"][];
            /** @default null */
            error: null;
            /** @description Whether the session has more steps than the first 10,000. */
            truncated: boolean;
        };
        /** @description The session that began last comes first. The newest 50,000 steps of the time are looked at. */
        StepSessionsAnswer: {
            data: components["schemas"]["StepSessionShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description A session without a call: a trace of agents and tools, or steps that a client logged. */
        StepSessionShape: {
            /** Format: date-time */
            created_at: string;
            /** @description From the start of the first step to the end of the last one. */
            duration_ms: number;
            /** @description Number of steps that failed. */
            errors: number;
            /** @description Name of the first step. */
            name: string;
            session_id: string;
            steps: number;
        };
        /** @description Selects sessions that have steps but no call. */
        StepSessionsQuery: {
            /** @default 50 */
            limit?: number;
            /**
             * @description When the steps began.
             * @default {
             *       "start": null,
             *       "end": null
             *     }
             */
            time_range?: components["schemas"]["TimeRange"];
        };
        /** @description A step of a session: a call, a span of a trace, or what a client logged as a tool, a search or data. */
        StepShape: {
            /** @description null: not a call. */
            call: components["schemas"]["StepCall"] | null;
            /** @description 0 for a root; the steps below a step follow it, one deeper. */
            depth: number;
            /** @description null: not said, or in flight. */
            duration_ms: number | null;
            /** @description null: it did not fail, as far as is known. */
            error: string | null;
            /** @description call, agent, workflow, tool, retrieval, guardrail, evaluation, data, or other; path: no step of its own, but the beginning of the paths of others. */
            kind: string;
            /** @description Name of the span; of another call the last part of the path, else the model. */
            name: string;
            /** @description null: the root of its trace, or not a span. */
            parent_span_id: string | null;
            /** @description Request that the step describes; null: not a call. */
            request_id: string | null;
            /** @description Helicone-Session-Path. */
            session_path: string | null;
            span_id: string | null;
            /** Format: date-time */
            started_at: string;
            step_id: string;
            trace_id: string | null;
        };
        /** @description What the store holds. */
        StoreHealth: {
            /** @description Calls that former workers forwarded without logging them. */
            dropped: number;
            exchanges: number;
            /** @description Messages sent as log records that were dropped: no span came, or it had no room for them. */
            expired_log_records: number;
            /** @description Scores dropped because their request was never logged. */
            expired_scores: number;
            in_flight: number;
            scores: number;
            size_bytes: number;
            /** @description Bodies that former workers logged in part only. */
            truncated: number;
            /** @description Grows with every change. */
            version: number;
            /** @description Messages sent as log records, whose span has not come. */
            waiting_log_records: number;
            /** @description Scores that wait for a request that this node has not logged. */
            waiting_scores: number;
        };
        /** @description A part of the change that is tested against 0. */
        TestedPartShape: {
            amount: number;
            interval: components["schemas"]["IntervalShape"];
            p_value: number | null;
            /** @description Holm's correction over all values that were tested. */
            p_value_holm: number | null;
        };
        /** @description Selects requests by a filter and a range of time. */
        TimedQuery: {
            filter: components["schemas"]["Filter"];
            /** @description Both ends are included. */
            timeFilter: components["schemas"]["TimeFilter"];
        };
        /** @description A range of time; both ends are included. */
        TimeFilter: {
            /** @description A text that JavaScript's Date reads, such as ISO 8601, UTC without a zone; or milliseconds. */
            end: string | number;
            /** @description A text that JavaScript's Date reads, such as ISO 8601, UTC without a zone; or milliseconds. */
            start: string | number;
        };
        /** @description A range of time; both ends are included. */
        TimeFilterMs: {
            /** @description Unix time in milliseconds. */
            endTimeUnixMs: number;
            /** @description Unix time in milliseconds. */
            startTimeUnixMs: number;
        };
        /** @description A range of time; both ends are included. */
        TimeFilterSeconds: {
            /** @description Unix time in seconds. */
            endTimeUnixSeconds: number;
            /** @description Unix time in seconds. */
            startTimeUnixSeconds: number;
        };
        /** @description Selects requests by their start. ISO 8601; UTC unless it has a zone. */
        TimeRange: {
            /**
             * @description Excluded; null: no upper bound.
             * @default null
             */
            end?: string | null;
            /**
             * @description Included; null: no lower bound.
             * @default null
             */
            start?: string | null;
        };
        /** @description When the call ran. */
        Timing: {
            /** @description Seconds and milliseconds, or a text. */
            endTime: {
                milliseconds?: number;
                seconds: number;
            } | string;
            /** @description Seconds and milliseconds, or a text. */
            startTime: {
                milliseconds?: number;
                seconds: number;
            } | string;
            /**
             * @description Milliseconds from the start to the first token.
             * @default null
             */
            timeToFirstToken?: number | null;
        };
        /** @description Every bucket of the time range. */
        TokensAnswer: {
            data: components["schemas"]["TokensBucketShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Tokens in a bucket of time. */
        TokensBucketShape: {
            completion_tokens: number;
            prompt_tokens: number;
            /**
             * Format: date-time
             * @description Start of the bucket.
             */
            time: string;
        };
        /** @description Means over all selected requests. */
        TokensPerRequestAnswer: {
            data: components["schemas"]["TokensPerRequestShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Mean numbers of tokens; null if no request has a value. */
        TokensPerRequestShape: {
            average_completion_tokens_per_response: number | null;
            average_prompt_tokens_per_response: number | null;
            average_total_tokens_per_response: number | null;
        };
        /** @description The ten values with the highest cost, then all others together as `Other`. */
        TopCostsAnswer: {
            data: components["schemas"]["ValueCostShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects requests by a range of time. */
        TopQuery: {
            timeFilter: components["schemas"]["TimeFilter"];
        };
        /** @description The ten values with the most requests, then all others together as `Other`. */
        TopRequestsAnswer: {
            data: components["schemas"]["ValueCountShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description The request has no valid API key. */
        Unauthenticated: {
            error: string;
            /** @constant */
            trace: "isAuthenticated.error";
        };
        /** @description Why nothing pairs. */
        UnpairedShape: {
            /** @description Different inputs of the first group, by pair_by. */
            first_inputs: number;
            /** @description Choices of pair_by that have pairs, most pairs first. */
            other_choices: components["schemas"]["OtherPairingShape"][];
            /** @description Different inputs of the second group, by pair_by. */
            second_inputs: number;
        };
        /** @description A page of users with their usage. */
        UserMetricsAnswer: {
            data: components["schemas"]["UserPageShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects users by their requests, and a page of the answer. */
        UserMetricsQuery: {
            filter: components["schemas"]["Filter"];
            /** @description More than 1000 is answered with 400, as in Helicone. */
            limit: number;
            offset: number;
            /**
             * @description One field, such as {"cost": "desc"}; default {"last_active": "desc"}.
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
             * @description Accepted and ignored: timestamps are in UTC.
             * @default null
             */
            timeZoneDifferenceMinutes?: number | null;
        };
        /** @description Usage of one user. */
        UserMetricsShape: {
            /** @description Days from the first to the last request. */
            active_for: number;
            average_requests_per_day_active: number;
            /** @description Over the requests whose tokens are known. */
            average_tokens_per_request: number | null;
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** Format: date-time */
            first_active: string;
            id: string;
            /** Format: date-time */
            last_active: string;
            total_completion_tokens: number;
            total_prompt_tokens: number;
            total_requests: number;
            /** @description Equal to id. */
            user_id: string;
        };
        /** @description A page of users. */
        UserPageShape: {
            /** @description Number of users on all pages. */
            count: number;
            /** @description Whether any request has a user. */
            hasUsers: boolean;
            users: components["schemas"]["UserMetricsShape"][];
        };
        /** @description Selects users by their ids and a range of time. */
        UserQuery: {
            /**
             * @description Both ends are included.
             * @default null
             */
            timeFilter?: components["schemas"]["TimeFilterSeconds"] | null;
            /**
             * @description null: all users.
             * @default null
             */
            userIds?: string[] | null;
        };
        /** @description The user with the most requests first. */
        UsersAnswer: {
            data: components["schemas"]["UserTotalsShape"][];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Histograms of the selected users. */
        UserSpreadAnswer: {
            data: components["schemas"]["UserSpreadShape"];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description Selects requests, and the part of the users that the histograms include. */
        UserSpreadQuery: {
            filter: components["schemas"]["Filter"];
            /**
             * @description Include amounts up to this quantile only.
             * @default p75
             * @enum {string}
             */
            pSize?: "p50" | "p75" | "p95" | "p99" | "p99.9";
            /**
             * @description Also exclude amounts below the opposite quantile: p75 leaves the middle half.
             * @default false
             */
            useInterquartile?: boolean;
        };
        /** @description Histograms of users. */
        UserSpreadShape: {
            /** @description By number of requests. */
            request_count: components["schemas"]["BinShape"][];
            /** @description By cost, in USD. */
            user_cost: components["schemas"]["BinShape"][];
        };
        /** @description Sums over the requests of one user. */
        UserTotalsShape: {
            completion_tokens: number;
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            /** @description Number of requests. */
            count: number;
            prompt_tokens: number;
            user_id: string;
        };
        /** @description Cost of the requests with one value of a property. */
        ValueCostShape: {
            /** @description In USD; null: no cost is known. */
            cost: number | null;
            value: string;
        };
        /** @description Number of requests with one value of a property. */
        ValueCountShape: {
            count: number;
            value: string;
        };
        /** @description The first 25 values in alphabetical order. */
        ValuesAnswer: {
            data: string[];
            /** @default null */
            error: null;
            /** Format: date-time */
            fresh_to: string;
        };
        /** @description How often a value occurs in each group. */
        ValueSharesShape: {
            /** @description Share of the first group's requests or sessions. */
            first_share: number;
            /** @description Whether this is the group of all other values. */
            other: boolean;
            /** @description Share of the second group's requests or sessions. */
            second_share: number;
            /** @description null: the units have none, or are those of all other values. */
            value: string | null;
        };
        /** @description One value of a key in one of the two groups. */
        ValueSideShape: {
            /** @description null: the group does not have the value. */
            mean: number | null;
            n_units: number;
            /** @description Share of the group, weighted by sampling probabilities if there are any. */
            share: number;
        };
        /** @description A saved view. */
        View: {
            /** Format: date-time */
            created_at: string;
            default: boolean;
            name: string;
            /** @description It was saved with the caller's key. */
            own: boolean;
            /** @description The name of the key that saved it; null: it was saved without a key. */
            owner: string | null;
            /** @enum {string} */
            page: "overview" | "requests" | "sessions" | "users" | "properties" | "scores" | "score" | "compare" | "label" | "sql";
            search: {
                [key: string]: unknown;
            };
            shared: boolean;
            /** Format: date-time */
            updated_at: string;
            view_id: string;
        };
        /** @description A saved view. */
        ViewAnswer: {
            data: components["schemas"]["View"];
            /** @default null */
            error: null;
        };
        /** @description A page of the dashboard with filter, columns and order, under a name. */
        ViewBody: {
            /**
             * @description The page opens with this view. A view of one's own precedes a shared one.
             * @default false
             */
            default?: boolean;
            name: string;
            /**
             * @description The page of the dashboard.
             * @enum {string}
             */
            page: "overview" | "requests" | "sessions" | "users" | "properties" | "scores" | "score" | "compare" | "label" | "sql";
            /**
             * @description The page's search parameters, up to 10,000 bytes of JSON.
             * @default {}
             */
            search?: {
                [key: string]: unknown;
            };
            /**
             * @description true: everybody in the project sees it. false: only the key that saved it.
             * @default false
             */
            shared?: boolean;
        };
        /** @description The views that the caller may see, by page and name. */
        ViewsAnswer: {
            data: components["schemas"]["View"][];
            /** @default null */
            error: null;
        };
        /** @description A webhook. */
        WebhookAnswer: {
            data: components["schemas"]["WebhookRow"];
            /** @default null */
            error: null;
        };
        /** @description A subscription to events. */
        WebhookBody: {
            /**
             * @default {
             *       "sampleRate": 100,
             *       "propertyFilters": []
             *     }
             */
            config?: components["schemas"]["WebhookConfig"];
            /** @description http or https URL of the receiver. */
            destination: string;
            /** @default true */
            enabled?: boolean;
            /**
             * @description request.logged: a call has ended. score.added: a score has its request. alert.fired: something needs a person, such as an evaluator that is blocked. alert.resolved: it no longer does.
             * @default [
             *       "request.logged"
             *     ]
             */
            events?: ("request.logged" | "score.added" | "alert.fired" | "alert.resolved")[];
            /**
             * @description A filter on the call, or on the scored request.
             * @default all
             */
            filter?: components["schemas"]["Filter"];
            /**
             * @description false: leave out model, provider, cost, tokens, properties, scores and the URL of the bodies.
             * @default true
             */
            includeData?: boolean;
        };
        /** @description What to change of a webhook; absent fields stay as they are. */
        WebhookChange: {
            /** @default null */
            config?: components["schemas"]["WebhookConfig"] | null;
            /** @default null */
            destination?: string | null;
            /** @default null */
            enabled?: boolean | null;
            /** @default null */
            events?: ("request.logged" | "score.added" | "alert.fired" | "alert.resolved")[] | null;
            /**
             * @description null: stays as it is.
             * @default null
             */
            filter?: components["schemas"]["Filter"];
            /** @default null */
            includeData?: boolean | null;
            /**
             * @description Make a new secret. Deliveries are signed with both of them for 24 hours.
             * @default false
             */
            rotate_secret?: boolean;
        };
        /** @description Which calls are sent, in Helicone's words. */
        WebhookConfig: {
            /**
             * @description All of them must match.
             * @default []
             */
            propertyFilters?: components["schemas"]["PropertyFilter"][];
            /**
             * @description Part of the calls that is sent, in percent.
             * @default 100
             */
            sampleRate?: number;
        };
        /** @description A webhook. The secrets are null for keys that cannot change it. */
        WebhookRow: {
            config: components["schemas"]["WebhookConfig"];
            /** Format: date-time */
            created_at: string;
            deliveries: components["schemas"]["DeliveryCounts"];
            destination: string;
            /** @description Why the server disabled it; null: it did not. */
            disabled_reason: string | null;
            enabled: boolean;
            events: ("request.logged" | "score.added" | "alert.fired" | "alert.resolved")[];
            /** @description Filter tree, as it was sent. */
            filter: unknown;
            /** @description Key of Helicone-Signature. */
            hmac_key: string | null;
            id: string;
            includeData: boolean;
            /** @description When its secret was rotated last; null: never. */
            rotated_at: string | null;
            /** @description Secret of webhook-signature, as whsec_…. */
            secret: string | null;
            /** Format: date-time */
            updated_at: string;
            /**
             * @description Version of the message, as in Helicone.
             * @default 2024-10-22
             * @constant
             */
            version: "2024-10-22";
        };
        /** @description All webhooks of the project, the oldest first. */
        WebhooksAnswer: {
            data: components["schemas"]["WebhookRow"][];
            /** @default null */
            error: null;
        };
        /** @description How the receiver answered a made-up call. */
        WebhookTest: {
            message: string;
            success: boolean;
        };
        /** @description How the receiver answered a made-up call. */
        WebhookTestAnswer: {
            data: components["schemas"]["WebhookTest"];
            /** @default null */
            error: null;
        };
        /** @description The counters of one proxy process; `exchanges`, `dropped` and `truncated` since it started. */
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
        /** @description What is wrong with one field. */
        WrongField: {
            message: string;
            /**
             * @description The value that was sent; absent if there was none.
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
    logAnthropic: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
        };
    };
    logCustom: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/css": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
    logGoogle: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
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
            /** @description Success. */
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
                     *           "pid": 32520,
                     *           "alive": true,
                     *           "started_at": "2026-11-29T16:36:51.135Z",
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
                     *         "lagging": false,
                     *         "dropped": 0,
                     *         "quarantined_files": 0,
                     *         "quarantined_bytes": 0
                     *       },
                     *       "store": {
                     *         "exchanges": 8,
                     *         "in_flight": 0,
                     *         "scores": 42,
                     *         "waiting_scores": 1,
                     *         "expired_scores": 0,
                     *         "waiting_log_records": 0,
                     *         "expired_log_records": 0,
                     *         "size_bytes": 30113184,
                     *         "version": 10921,
                     *         "dropped": 0,
                     *         "truncated": 0
                     *       },
                     *       "replica": {
                     *         "version": 10921,
                     *         "behind": 0,
                     *         "lag_s": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Success. */
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
    listFindings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "kind": "waiting_scores",
                     *           "subject": "fluency",
                     *           "calls": 1,
                     *           "example_id": "not-logged-yet",
                     *           "advice": "These scores wait for a request with their id, which this node has not logged: check that each score is sent with the id of its call. With several nodes, they also wait here while the node that logged it, or ClickHouse, is away."
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["FindingsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
    logOpenai: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
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
    queryCorrections: {
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
                 *       "request_ids": [
                 *         "my-request"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CorrectionsBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "my-request",
                     *           "rater": "anna",
                     *           "text": "Qubits can be in two states at once.",
                     *           "updated_at": "2026-11-29T01:41:23.718Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["CorrectionsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.662Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresOverTimeAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "calls": 0
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DemoAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    putDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "calls": 1258
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DemoAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "deleted": 1258
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["RemovedDemoAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "averageScore": 82.33333333333,
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
                     *             "reason": null,
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           }
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.634Z"
                     *     }
                     */
                    "application/json": components["schemas"]["EvalsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.648Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DistributionsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.626Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoreNamesAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listEvaluators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "name": "format",
                     *           "kind": "checks",
                     *           "source": "api",
                     *           "version": "da12e3dbe0a8",
                     *           "state": "disabled",
                     *           "reason": null,
                     *           "until": null,
                     *           "definition": {
                     *             "name": "format",
                     *             "description": "",
                     *             "enabled": false,
                     *             "target": "request",
                     *             "quiet_s": 300,
                     *             "filter": {
                     *               "request_response_rmt": {
                     *                 "model": {
                     *                   "contains": "gpt"
                     *                 }
                     *               }
                     *             },
                     *             "sample_rate": 0.5,
                     *             "budget": {
                     *               "usd_per_hour": null,
                     *               "usd_per_day": null,
                     *               "calls_per_hour": null,
                     *               "calls_per_day": null
                     *             },
                     *             "judge": null,
                     *             "code": null,
                     *             "checks": [
                     *               {
                     *                 "score": "short",
                     *                 "type": "length",
                     *                 "negate": false,
                     *                 "pattern": null,
                     *                 "texts": null,
                     *                 "ignore_case": null,
                     *                 "json_schema": null,
                     *                 "minimum": null,
                     *                 "maximum": 100,
                     *                 "unit": "words",
                     *                 "languages": null,
                     *                 "tools": null,
                     *                 "reasons": null,
                     *                 "code_block": null
                     *               },
                     *               {
                     *                 "score": "refuses",
                     *                 "type": "refusal",
                     *                 "negate": false,
                     *                 "pattern": null,
                     *                 "texts": null,
                     *                 "ignore_case": null,
                     *                 "json_schema": null,
                     *                 "minimum": null,
                     *                 "maximum": null,
                     *                 "unit": null,
                     *                 "languages": null,
                     *                 "tools": null,
                     *                 "reasons": null,
                     *                 "code_block": null
                     *               }
                     *             ]
                     *           },
                     *           "counts": {
                     *             "seen": 0,
                     *             "matched": 0,
                     *             "sampled": 0,
                     *             "dropped": 0,
                     *             "waiting": 0,
                     *             "scored": 0,
                     *             "skipped": 0,
                     *             "failed": 0
                     *           },
                     *           "reasons": [],
                     *           "spent_this_hour": {
                     *             "calls": 0,
                     *             "usd": 0
                     *           },
                     *           "spent_today": {
                     *             "calls": 0,
                     *             "usd": 0
                     *           },
                     *           "created_at": "2026-11-29T01:41:20.428Z",
                     *           "updated_at": "2026-11-29T01:41:20.428Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluatorsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    putEvaluator: {
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
                 *       "name": "format",
                 *       "enabled": false,
                 *       "filter": {
                 *         "request_response_rmt": {
                 *           "model": {
                 *             "contains": "gpt"
                 *           }
                 *         }
                 *       },
                 *       "sample_rate": 0.5,
                 *       "checks": [
                 *         {
                 *           "score": "short",
                 *           "type": "length",
                 *           "unit": "words",
                 *           "maximum": 100
                 *         },
                 *         {
                 *           "score": "refuses",
                 *           "type": "refusal"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Evaluator"];
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "name": "format",
                     *         "kind": "checks",
                     *         "source": "api",
                     *         "version": "da12e3dbe0a8",
                     *         "state": "disabled",
                     *         "reason": null,
                     *         "until": null,
                     *         "definition": {
                     *           "name": "format",
                     *           "description": "",
                     *           "enabled": false,
                     *           "target": "request",
                     *           "quiet_s": 300,
                     *           "filter": {
                     *             "request_response_rmt": {
                     *               "model": {
                     *                 "contains": "gpt"
                     *               }
                     *             }
                     *           },
                     *           "sample_rate": 0.5,
                     *           "budget": {
                     *             "usd_per_hour": null,
                     *             "usd_per_day": null,
                     *             "calls_per_hour": null,
                     *             "calls_per_day": null
                     *           },
                     *           "judge": null,
                     *           "code": null,
                     *           "checks": [
                     *             {
                     *               "score": "short",
                     *               "type": "length",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": 100,
                     *               "unit": "words",
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             },
                     *             {
                     *               "score": "refuses",
                     *               "type": "refusal",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": null,
                     *               "unit": null,
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             }
                     *           ]
                     *         },
                     *         "counts": {
                     *           "seen": 0,
                     *           "matched": 0,
                     *           "sampled": 0,
                     *           "dropped": 0,
                     *           "waiting": 0,
                     *           "scored": 0,
                     *           "skipped": 0,
                     *           "failed": 0
                     *         },
                     *         "reasons": [],
                     *         "spent_this_hour": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "spent_today": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "created_at": "2026-11-29T01:41:20.428Z",
                     *         "updated_at": "2026-11-29T01:41:20.428Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluatorAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    getEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "name": "format",
                     *         "kind": "checks",
                     *         "source": "api",
                     *         "version": "da12e3dbe0a8",
                     *         "state": "disabled",
                     *         "reason": null,
                     *         "until": null,
                     *         "definition": {
                     *           "name": "format",
                     *           "description": "",
                     *           "enabled": false,
                     *           "target": "request",
                     *           "quiet_s": 300,
                     *           "filter": {
                     *             "request_response_rmt": {
                     *               "model": {
                     *                 "contains": "gpt"
                     *               }
                     *             }
                     *           },
                     *           "sample_rate": 0.5,
                     *           "budget": {
                     *             "usd_per_hour": null,
                     *             "usd_per_day": null,
                     *             "calls_per_hour": null,
                     *             "calls_per_day": null
                     *           },
                     *           "judge": null,
                     *           "code": null,
                     *           "checks": [
                     *             {
                     *               "score": "short",
                     *               "type": "length",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": 100,
                     *               "unit": "words",
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             },
                     *             {
                     *               "score": "refuses",
                     *               "type": "refusal",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": null,
                     *               "unit": null,
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             }
                     *           ]
                     *         },
                     *         "counts": {
                     *           "seen": 0,
                     *           "matched": 0,
                     *           "sampled": 0,
                     *           "dropped": 0,
                     *           "waiting": 0,
                     *           "scored": 0,
                     *           "skipped": 0,
                     *           "failed": 0
                     *         },
                     *         "reasons": [],
                     *         "spent_this_hour": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "spent_today": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "created_at": "2026-11-29T01:41:20.428Z",
                     *         "updated_at": "2026-11-29T01:41:20.428Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluatorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listBackfills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["BackfillsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    beginBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "properties": {
                 *           "Environment": {
                 *             "equals": "nowhere"
                 *           }
                 *         }
                 *       },
                 *       "since": "2026-01-01T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["BackfillBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "estimate": null,
                     *         "backfill": {
                     *           "id": 1,
                     *           "evaluator": "format",
                     *           "version": "da12e3dbe0a8",
                     *           "filter": {
                     *             "properties": {
                     *               "Environment": {
                     *                 "equals": "nowhere"
                     *               }
                     *             }
                     *           },
                     *           "since": "2026-01-01T00:00:00.000Z",
                     *           "until": "2026-11-29T01:41:20.601Z",
                     *           "sample_rate": 0.5,
                     *           "state": "running",
                     *           "reason": null,
                     *           "total": 0,
                     *           "done": 0,
                     *           "scored": 0,
                     *           "skipped": 0,
                     *           "failed": 0,
                     *           "cost_usd": 0,
                     *           "created_at": "2026-11-29T01:41:20.606Z",
                     *           "updated_at": "2026-11-29T01:41:20.606Z"
                     *         }
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["BackfillAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    cancelBackfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                backfill_id: string;
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    resumeEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "name": "format",
                     *         "kind": "checks",
                     *         "source": "api",
                     *         "version": "da12e3dbe0a8",
                     *         "state": "disabled",
                     *         "reason": null,
                     *         "until": null,
                     *         "definition": {
                     *           "name": "format",
                     *           "description": "",
                     *           "enabled": false,
                     *           "target": "request",
                     *           "quiet_s": 300,
                     *           "filter": {
                     *             "request_response_rmt": {
                     *               "model": {
                     *                 "contains": "gpt"
                     *               }
                     *             }
                     *           },
                     *           "sample_rate": 0.5,
                     *           "budget": {
                     *             "usd_per_hour": null,
                     *             "usd_per_day": null,
                     *             "calls_per_hour": null,
                     *             "calls_per_day": null
                     *           },
                     *           "judge": null,
                     *           "code": null,
                     *           "checks": [
                     *             {
                     *               "score": "short",
                     *               "type": "length",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": 100,
                     *               "unit": "words",
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             },
                     *             {
                     *               "score": "refuses",
                     *               "type": "refusal",
                     *               "negate": false,
                     *               "pattern": null,
                     *               "texts": null,
                     *               "ignore_case": null,
                     *               "json_schema": null,
                     *               "minimum": null,
                     *               "maximum": null,
                     *               "unit": null,
                     *               "languages": null,
                     *               "tools": null,
                     *               "reasons": null,
                     *               "code_block": null
                     *             }
                     *           ]
                     *         },
                     *         "counts": {
                     *           "seen": 0,
                     *           "matched": 0,
                     *           "sampled": 0,
                     *           "dropped": 0,
                     *           "waiting": 0,
                     *           "scored": 0,
                     *           "skipped": 0,
                     *           "failed": 0
                     *         },
                     *         "reasons": [],
                     *         "spent_this_hour": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "spent_today": {
                     *           "calls": 0,
                     *           "usd": 0
                     *         },
                     *         "created_at": "2026-11-29T01:41:20.428Z",
                     *         "updated_at": "2026-11-29T01:41:20.428Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluatorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listEvaluatorVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example format */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "version": "da12e3dbe0a8",
                     *           "created_at": "2026-11-29T01:41:20.428Z",
                     *           "content": {
                     *             "checks": [
                     *               {
                     *                 "maximum": 100,
                     *                 "negate": false,
                     *                 "score": "short",
                     *                 "type": "length",
                     *                 "unit": "words"
                     *               },
                     *               {
                     *                 "negate": false,
                     *                 "score": "refuses",
                     *                 "type": "refusal"
                     *               }
                     *             ],
                     *             "code_hash": "",
                     *             "target": "request"
                     *           }
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluatorVersionsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    previewEvaluator: {
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
                 *       "evaluator": {
                 *         "name": "format",
                 *         "enabled": false,
                 *         "filter": {
                 *           "request_response_rmt": {
                 *             "model": {
                 *               "contains": "gpt"
                 *             }
                 *           }
                 *         },
                 *         "sample_rate": 0.5,
                 *         "checks": [
                 *           {
                 *             "score": "short",
                 *             "type": "length",
                 *             "unit": "words",
                 *             "maximum": 100
                 *           },
                 *           {
                 *             "score": "refuses",
                 *             "type": "refusal"
                 *           }
                 *         ]
                 *       },
                 *       "ids": [
                 *         "my-request"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "rows": [
                     *           {
                     *             "subject": "my-request",
                     *             "outcome": "scored",
                     *             "reason": null,
                     *             "detail": "short = True, refuses = False",
                     *             "scores": [
                     *               {
                     *                 "name": "short",
                     *                 "kind": "boolean",
                     *                 "value": true,
                     *                 "comment": null
                     *               },
                     *               {
                     *                 "name": "refuses",
                     *                 "kind": "boolean",
                     *                 "value": false,
                     *                 "comment": "no refusal"
                     *               }
                     *             ],
                     *             "human_scores": [],
                     *             "cost_usd": null
                     *           }
                     *         ],
                     *         "not_begun": 0,
                     *         "cost_usd": 0
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listJudgeTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgeTemplatesAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    rateRequestById: {
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
                 *       "helicone-id": "my-request",
                 *       "rating": true
                 *     }
                 */
                "application/json": components["schemas"]["FeedbackBody"];
            };
        };
        responses: {
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    addEvaluations: {
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
                 *       "resourceLogs": [
                 *         {
                 *           "scopeLogs": [
                 *             {
                 *               "logRecords": [
                 *                 {
                 *                   "eventName": "gen_ai.evaluation.result",
                 *                   "timeUnixNano": "1767607260000000000",
                 *                   "traceId": "5b8efff798038103d269b633813fc60c",
                 *                   "spanId": "eee19b7ec3c1b174",
                 *                   "attributes": [
                 *                     {
                 *                       "key": "gen_ai.evaluation.name",
                 *                       "value": {
                 *                         "stringValue": "relevance"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.evaluation.score.value",
                 *                       "value": {
                 *                         "doubleValue": 0.9
                 *                       }
                 *                     }
                 *                   ]
                 *                 }
                 *               ]
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
                "application/x-protobuf": unknown;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 2,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.844Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 250,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.834Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MeanAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": null,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.838Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MeanAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.807Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TokensPerRequestAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.854Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CostsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.820Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountriesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.900Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.871Z"
                     *     }
                     */
                    "application/json": components["schemas"]["LatenciesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.812Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.821Z"
                     *     }
                     */
                    "application/json": components["schemas"]["QuantilesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 8,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.803Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.848Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.908Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StatusesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.891Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.876Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstTokensAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.862Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TokensAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 0.0000384,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.831Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AmountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 8,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.827Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 0,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.841Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.883Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CountsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.698Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ValuesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.703Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TopCostsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.709Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TopRequestsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.692Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PropertyOverTimeAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.685Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PropertiesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "01a22551-98c1-7432-822f-e62ec25c4939",
                     *           "name": "First look",
                     *           "scores": [
                     *             "accuracy"
                     *           ],
                     *           "instructions": "",
                     *           "raters_per_item": 1,
                     *           "filter": null,
                     *           "start": null,
                     *           "end": null,
                     *           "sample_share": 1,
                     *           "sample_most": 50,
                     *           "item_order": "random",
                     *           "follow_from": null,
                     *           "progress": {
                     *             "items": 0,
                     *             "done": 0,
                     *             "ratings": 0,
                     *             "raters": []
                     *           },
                     *           "created_at": "2026-11-29T03:20:34.241Z",
                     *           "updated_at": "2026-11-29T03:20:34.241Z"
                     *         },
                     *         {
                     *           "id": "01a22551-efbd-7050-9ac6-5f4c38bde872",
                     *           "name": "Review of verdicts",
                     *           "scores": [
                     *             "accuracy"
                     *           ],
                     *           "instructions": "100 is right in every detail; below 80 something is wrong.",
                     *           "raters_per_item": 1,
                     *           "filter": {
                     *             "request_response_rmt": {
                     *               "model": {
                     *                 "contains": "gpt-4o"
                     *               }
                     *             }
                     *           },
                     *           "start": null,
                     *           "end": null,
                     *           "sample_share": 1,
                     *           "sample_most": 5,
                     *           "item_order": "random",
                     *           "follow_from": null,
                     *           "progress": {
                     *             "items": 5,
                     *             "done": 0,
                     *             "ratings": 0,
                     *             "raters": []
                     *           },
                     *           "created_at": "2026-11-29T03:20:56.509Z",
                     *           "updated_at": "2026-11-29T03:20:56.509Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueuesAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    createQueue: {
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
                 *       "name": "Review of verdicts",
                 *       "scores": [
                 *         "accuracy"
                 *       ],
                 *       "instructions": "100 is right in every detail; below 80 something is wrong.",
                 *       "filter": {
                 *         "request_response_rmt": {
                 *           "model": {
                 *             "contains": "gpt-4o"
                 *           }
                 *         }
                 *       },
                 *       "sample_most": 5
                 *     }
                 */
                "application/json": components["schemas"]["NewQueueBody"];
            };
        };
        responses: {
            /** @description Success. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "01a224f6-cc70-7e38-b797-9a0b623ec450",
                     *         "name": "Review of verdicts",
                     *         "scores": [
                     *           "accuracy"
                     *         ],
                     *         "instructions": "100 is right in every detail; below 80 something is wrong.",
                     *         "raters_per_item": 1,
                     *         "filter": {
                     *           "request_response_rmt": {
                     *             "model": {
                     *               "contains": "gpt-4o"
                     *             }
                     *           }
                     *         },
                     *         "start": null,
                     *         "end": null,
                     *         "sample_share": 1,
                     *         "sample_most": 5,
                     *         "item_order": "random",
                     *         "progress": {
                     *           "items": 5,
                     *           "done": 0,
                     *           "ratings": 0,
                     *           "raters": []
                     *         },
                     *         "created_at": "2026-11-29T01:41:23.696Z",
                     *         "updated_at": "2026-11-29T01:41:23.696Z",
                     *         "follow_from": null
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    getQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "01a224f6-ba36-77e1-872c-3bf41e3c84c4",
                     *         "name": "First look",
                     *         "scores": [
                     *           "accuracy"
                     *         ],
                     *         "instructions": "",
                     *         "raters_per_item": 1,
                     *         "filter": null,
                     *         "start": null,
                     *         "end": null,
                     *         "sample_share": 1,
                     *         "sample_most": 50,
                     *         "item_order": "random",
                     *         "progress": {
                     *           "items": 0,
                     *           "done": 0,
                     *           "ratings": 0,
                     *           "raters": []
                     *         },
                     *         "created_at": "2026-11-29T01:41:19.030Z",
                     *         "updated_at": "2026-11-29T01:41:19.030Z",
                     *         "follow_from": null
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    putQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Second look",
                 *       "scores": [
                 *         "accuracy"
                 *       ],
                 *       "raters_per_item": 2
                 *     }
                 */
                "application/json": components["schemas"]["QueueBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "01a224f6-ba36-77e1-872c-3bf41e3c84c4",
                     *         "name": "Second look",
                     *         "scores": [
                     *           "accuracy"
                     *         ],
                     *         "instructions": "",
                     *         "raters_per_item": 2,
                     *         "filter": null,
                     *         "start": null,
                     *         "end": null,
                     *         "sample_share": 1,
                     *         "sample_most": 50,
                     *         "item_order": "random",
                     *         "progress": {
                     *           "items": 0,
                     *           "done": 0,
                     *           "ratings": 0,
                     *           "raters": []
                     *         },
                     *         "created_at": "2026-11-29T01:41:19.030Z",
                     *         "updated_at": "2026-11-29T01:41:23.708Z",
                     *         "follow_from": null
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["QueueAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listQueueItems: {
        parameters: {
            query?: {
                /** @example 50 */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "request_id": "my-request",
                     *           "probability": null,
                     *           "raters": [],
                     *           "prompt_preview": "Explain quantum computing",
                     *           "answer_preview": "Qubits, mostly."
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ListedItemsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    addQueueItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "request_ids": [
                 *         "my-request",
                 *         "not-logged"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ItemsBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "added": 1,
                     *         "unknown": [
                     *           "not-logged"
                     *         ],
                     *         "items": 1
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["AddedItemsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    nextQueueItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example QUEUE_ID */
                queue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rater": "anna"
                 *     }
                 */
                "application/json": components["schemas"]["NextBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "item": {
                     *           "request_id": "my-request",
                     *           "probability": null,
                     *           "is_done": false,
                     *           "request": {
                     *             "request_id": "my-request",
                     *             "response_id": "01a2282a-b427-778f-9971-2e6c4c9d9143",
                     *             "request_created_at": "2026-01-05T10:00:00.000Z",
                     *             "response_created_at": "2026-01-05T10:00:00.250Z",
                     *             "request_body": {
                     *               "model": "gpt-4o-mini",
                     *               "messages": [
                     *                 {
                     *                   "role": "user",
                     *                   "content": "Explain quantum computing"
                     *                 }
                     *               ]
                     *             },
                     *             "response_body": {
                     *               "id": "chatcmpl-abc123",
                     *               "object": "chat.completion",
                     *               "model": "gpt-4o-mini-2024-07-18",
                     *               "choices": [
                     *                 {
                     *                   "index": 0,
                     *                   "message": {
                     *                     "role": "assistant",
                     *                     "content": "Qubits, mostly."
                     *                   },
                     *                   "finish_reason": "stop"
                     *                 }
                     *               ],
                     *               "usage": {
                     *                 "prompt_tokens": 12,
                     *                 "completion_tokens": 5,
                     *                 "total_tokens": 17
                     *               }
                     *             },
                     *             "response_status": 200,
                     *             "request_user_id": "alice",
                     *             "properties": {
                     *               "PromptVersion": "v1",
                     *               "Environment": "production",
                     *               "Reviewed": "yes"
                     *             },
                     *             "request_properties": {
                     *               "PromptVersion": "v1",
                     *               "Environment": "production",
                     *               "Reviewed": "yes"
                     *             },
                     *             "provider": "openai",
                     *             "request_model": "gpt-4o-mini",
                     *             "response_model": "gpt-4o-mini-2024-07-18",
                     *             "model_override": null,
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "delay_ms": 250,
                     *             "time_to_first_token": null,
                     *             "total_tokens": 17,
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "reasoning_tokens": null,
                     *             "prompt_cache_read_tokens": null,
                     *             "prompt_cache_write_tokens": null,
                     *             "prompt_audio_tokens": null,
                     *             "completion_audio_tokens": null,
                     *             "prompt_image_tokens": null,
                     *             "completion_image_tokens": null,
                     *             "prompt_cache_write_5m_tokens": null,
                     *             "prompt_cache_write_1h_tokens": null,
                     *             "web_searches": null,
                     *             "prompt_audio_s": null,
                     *             "cost": 0.0000048,
                     *             "scores": {},
                     *             "target_url": "https://api.openai.com/v1/chat/completions",
                     *             "request_path": "/v1/chat/completions",
                     *             "country_code": null,
                     *             "asset_ids": [],
                     *             "asset_urls": {},
                     *             "cache_enabled": false,
                     *             "cache_reference_id": "00000000-0000-0000-0000-000000000000",
                     *             "request_referrer": null,
                     *             "ai_gateway_body_mapping": "",
                     *             "prompt_id": null,
                     *             "prompt_version": null,
                     *             "storage_location": "sqlite",
                     *             "updated_at": "2026-01-05T10:00:00.250Z",
                     *             "signed_body_url": null,
                     *             "feedback_created_at": null,
                     *             "outcome": "ok",
                     *             "error": null,
                     *             "error_type": null,
                     *             "error_code": null,
                     *             "upstream_id": "chatcmpl-abc123",
                     *             "parent_exchange_id": null,
                     *             "dialect": "openai_chat",
                     *             "extract_error": null,
                     *             "is_stream": false,
                     *             "finish_reason": "stop",
                     *             "cost_source": "price_table",
                     *             "tool_cost": null,
                     *             "trace_id": null,
                     *             "parent_span_id": null,
                     *             "session_id": "session-v1",
                     *             "session_source": "header",
                     *             "session_name": "Support",
                     *             "session_path": "/answer",
                     *             "input_hash": "03d41c080173a9150e056ee75b91f75c",
                     *             "prompt_fingerprint": null,
                     *             "conversation_hash": "03d41c080173a9150e056ee75b91f75c",
                     *             "last_user_message_hash": "03d41c080173a9150e056ee75b91f75c",
                     *             "prompt_preview": "Explain quantum computing",
                     *             "answer_preview": "Qubits, mostly.",
                     *             "request_headers": {
                     *               "content-type": "application/json"
                     *             },
                     *             "response_headers": {
                     *               "content-type": "application/json"
                     *             },
                     *             "helicone_headers": [
                     *               [
                     *                 "Helicone-User-Id",
                     *                 "alice"
                     *               ],
                     *               [
                     *                 "Helicone-Session-Id",
                     *                 "session-v1"
                     *               ],
                     *               [
                     *                 "Helicone-Session-Name",
                     *                 "Support"
                     *               ],
                     *               [
                     *                 "Helicone-Session-Path",
                     *                 "/answer"
                     *               ],
                     *               [
                     *                 "Helicone-Property-PromptVersion",
                     *                 "v1"
                     *               ],
                     *               [
                     *                 "Helicone-Property-Environment",
                     *                 "production"
                     *               ]
                     *             ],
                     *             "score_details": [],
                     *             "score_count": 0,
                     *             "attempts": [
                     *               {
                     *                 "exchange_id": "01a2282a-b427-778f-9971-2e6c4c9d9143",
                     *                 "started_at": "2026-01-05T10:00:00.000Z",
                     *                 "ended_at": "2026-01-05T10:00:00.250Z",
                     *                 "outcome": "ok",
                     *                 "error": null,
                     *                 "error_type": null,
                     *                 "error_code": null,
                     *                 "status": 200,
                     *                 "method": "POST",
                     *                 "path": "/v1/chat/completions",
                     *                 "upstream": "openai",
                     *                 "target_url": "https://api.openai.com/v1/chat/completions",
                     *                 "served_by": null,
                     *                 "connect_attempts": 1,
                     *                 "key_name": null,
                     *                 "node": "here",
                     *                 "model": "gpt-4o-mini-2024-07-18",
                     *                 "model_asked": "gpt-4o-mini",
                     *                 "model_answered": "gpt-4o-mini-2024-07-18",
                     *                 "is_stream": false,
                     *                 "finish_reason": "stop",
                     *                 "upstream_id": "chatcmpl-abc123",
                     *                 "parent_exchange_id": null,
                     *                 "dialect": "openai_chat",
                     *                 "extract_error": null,
                     *                 "unreadable_events": 0,
                     *                 "trace_id": null,
                     *                 "parent_span_id": null,
                     *                 "latency_ms": 250,
                     *                 "time_to_first_byte_ms": 120,
                     *                 "time_to_first_token_ms": null,
                     *                 "prompt_tokens": 12,
                     *                 "completion_tokens": 5,
                     *                 "reasoning_tokens": null,
                     *                 "prompt_cache_read_tokens": null,
                     *                 "prompt_cache_write_tokens": null,
                     *                 "prompt_audio_tokens": null,
                     *                 "completion_audio_tokens": null,
                     *                 "prompt_image_tokens": null,
                     *                 "completion_image_tokens": null,
                     *                 "prompt_cache_write_5m_tokens": null,
                     *                 "prompt_cache_write_1h_tokens": null,
                     *                 "web_searches": null,
                     *                 "prompt_audio_s": null,
                     *                 "usage_contradicts": false,
                     *                 "cost_usd": 0.0000048,
                     *                 "cost_source": "price_table",
                     *                 "tool_cost_usd": null,
                     *                 "request_size_bytes": 96,
                     *                 "request_truncated": false,
                     *                 "request_omitted": false,
                     *                 "request_hash": "d1a4ec6818e3706e69d1b862e15c8524",
                     *                 "response_size_bytes": 281,
                     *                 "response_truncated": false,
                     *                 "response_omitted": false
                     *               }
                     *             ],
                     *             "attempt_count": 1,
                     *             "conflicts": [],
                     *             "conflict_count": 0,
                     *             "read_back_by": []
                     *           },
                     *           "own_scores": [],
                     *           "other_scores": null,
                     *           "correction": null
                     *         },
                     *         "rater": "anna",
                     *         "progress": {
                     *           "items": 1,
                     *           "done": 0,
                     *           "ratings": 0,
                     *           "raters": [
                     *             {
                     *               "rater": "anna",
                     *               "done": 0,
                     *               "skipped": 0,
                     *               "left": 1
                     *             }
                     *           ]
                     *         },
                     *         "mine": {
                     *           "rater": "anna",
                     *           "done": 0,
                     *           "skipped": 0,
                     *           "left": 1
                     *         },
                     *         "last_step": null
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["NextAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "request_id": "my-request",
                     *         "response_id": "01a2282a-b427-778f-9971-2e6c4c9d9143",
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
                     *         "prompt_image_tokens": null,
                     *         "completion_image_tokens": null,
                     *         "prompt_cache_write_5m_tokens": null,
                     *         "prompt_cache_write_1h_tokens": null,
                     *         "web_searches": null,
                     *         "prompt_audio_s": null,
                     *         "cost": 0.0000048,
                     *         "scores": {
                     *           "accuracy": 78,
                     *           "relevance": 0.78,
                     *           "is_safe-hcone-bool": 1,
                     *           "clarity": 92,
                     *           "is_polite-hcone-bool": 1,
                     *           "fluency": 0.87,
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
                     *         "updated_at": "2026-11-29T16:36:58.603Z",
                     *         "signed_body_url": "http://localhost:8787/v1/request/my-request/bodies?project=1&expires=1796056619&signature=4ab1df2e57d790bf816ca98fd41ce59db2016c34c33b7169aa021b117972b26f",
                     *         "feedback_created_at": null,
                     *         "outcome": "ok",
                     *         "error": null,
                     *         "error_type": null,
                     *         "error_code": null,
                     *         "upstream_id": "chatcmpl-abc123",
                     *         "parent_exchange_id": null,
                     *         "dialect": "openai_chat",
                     *         "extract_error": null,
                     *         "is_stream": false,
                     *         "finish_reason": "stop",
                     *         "cost_source": "price_table",
                     *         "tool_cost": null,
                     *         "trace_id": null,
                     *         "parent_span_id": null,
                     *         "session_id": "session-v1",
                     *         "session_source": "header",
                     *         "session_name": "Support",
                     *         "session_path": "/answer",
                     *         "input_hash": "03d41c080173a9150e056ee75b91f75c",
                     *         "prompt_fingerprint": null,
                     *         "conversation_hash": "03d41c080173a9150e056ee75b91f75c",
                     *         "last_user_message_hash": "03d41c080173a9150e056ee75b91f75c",
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
                     *             "score_id": "01a2282a-b450-703c-8652-19568825779d",
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
                     *             "scored_at": "2026-11-29T16:36:57.040Z",
                     *             "recorded_at": "2026-11-29T16:36:57.040Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b450-703c-8652-19568825779e",
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
                     *             "scored_at": "2026-11-29T16:36:57.040Z",
                     *             "recorded_at": "2026-11-29T16:36:57.040Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b450-703c-8652-19568825779f",
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
                     *             "scored_at": "2026-11-29T16:36:57.040Z",
                     *             "recorded_at": "2026-11-29T16:36:57.040Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b450-703c-8652-1956882577a0",
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
                     *             "scored_at": "2026-11-29T16:36:57.040Z",
                     *             "recorded_at": "2026-11-29T16:36:57.040Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b98b-71e5-8f07-364000f0ab30",
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
                     *             "scored_at": "2026-11-29T16:36:58.379Z",
                     *             "recorded_at": "2026-11-29T16:36:58.379Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b98b-71e5-8f07-364000f0ab31",
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
                     *             "scored_at": "2026-11-29T16:36:58.379Z",
                     *             "recorded_at": "2026-11-29T16:36:58.379Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b98b-71e5-8f07-364000f0ab32",
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
                     *             "scored_at": "2026-11-29T16:36:58.379Z",
                     *             "recorded_at": "2026-11-29T16:36:58.379Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-b9a5-7e6b-826a-178a729efe26",
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
                     *             "scored_at": "2026-11-29T16:36:58.405Z",
                     *             "recorded_at": "2026-11-29T16:36:58.405Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-ba1c-78d4-8276-6438a5ba8e03",
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
                     *             "scored_at": "2026-11-29T16:36:58.524Z",
                     *             "recorded_at": "2026-11-29T16:36:58.524Z"
                     *           },
                     *           {
                     *             "score_id": "01a2282a-ba6b-7629-8840-6c5bb01a2836",
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
                     *             "scored_at": "2026-11-29T16:36:58.603Z",
                     *             "recorded_at": "2026-11-29T16:36:58.603Z"
                     *           }
                     *         ],
                     *         "score_count": 10,
                     *         "attempts": [
                     *           {
                     *             "exchange_id": "01a2282a-b427-778f-9971-2e6c4c9d9143",
                     *             "started_at": "2026-01-05T10:00:00.000Z",
                     *             "ended_at": "2026-01-05T10:00:00.250Z",
                     *             "outcome": "ok",
                     *             "error": null,
                     *             "error_type": null,
                     *             "error_code": null,
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
                     *             "parent_exchange_id": null,
                     *             "dialect": "openai_chat",
                     *             "extract_error": null,
                     *             "unreadable_events": 0,
                     *             "trace_id": null,
                     *             "parent_span_id": null,
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
                     *             "prompt_image_tokens": null,
                     *             "completion_image_tokens": null,
                     *             "prompt_cache_write_5m_tokens": null,
                     *             "prompt_cache_write_1h_tokens": null,
                     *             "web_searches": null,
                     *             "prompt_audio_s": null,
                     *             "usage_contradicts": false,
                     *             "cost_usd": 0.0000048,
                     *             "cost_source": "price_table",
                     *             "tool_cost_usd": null,
                     *             "request_size_bytes": 96,
                     *             "request_truncated": false,
                     *             "request_omitted": false,
                     *             "request_hash": "d1a4ec6818e3706e69d1b862e15c8524",
                     *             "response_size_bytes": 281,
                     *             "response_truncated": false,
                     *             "response_omitted": false
                     *           }
                     *         ],
                     *         "attempt_count": 1,
                     *         "conflicts": [],
                     *         "conflict_count": 0,
                     *         "read_back_by": []
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    getRequestAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example ATTEMPT_ID */
                exchange_id: string;
                /** @example my-request */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "exchange_id": "01a224f6-ba2e-7102-bbe7-c84a2fc0fb71",
                     *         "started_at": "2026-01-05T10:00:00.000Z",
                     *         "ended_at": "2026-01-05T10:00:00.250Z",
                     *         "outcome": "ok",
                     *         "error": null,
                     *         "error_type": null,
                     *         "error_code": null,
                     *         "status": 200,
                     *         "method": "POST",
                     *         "path": "/v1/chat/completions",
                     *         "upstream": "openai",
                     *         "target_url": "https://api.openai.com/v1/chat/completions",
                     *         "served_by": null,
                     *         "connect_attempts": 1,
                     *         "key_name": null,
                     *         "node": "here",
                     *         "model": "gpt-4o-mini-2024-07-18",
                     *         "model_asked": "gpt-4o-mini",
                     *         "model_answered": "gpt-4o-mini-2024-07-18",
                     *         "is_stream": false,
                     *         "finish_reason": "stop",
                     *         "upstream_id": "chatcmpl-abc123",
                     *         "parent_exchange_id": null,
                     *         "dialect": "openai_chat",
                     *         "extract_error": null,
                     *         "unreadable_events": 0,
                     *         "trace_id": null,
                     *         "parent_span_id": null,
                     *         "latency_ms": 250,
                     *         "time_to_first_byte_ms": 120,
                     *         "time_to_first_token_ms": null,
                     *         "prompt_tokens": 12,
                     *         "completion_tokens": 5,
                     *         "reasoning_tokens": null,
                     *         "prompt_cache_read_tokens": null,
                     *         "prompt_cache_write_tokens": null,
                     *         "prompt_audio_tokens": null,
                     *         "completion_audio_tokens": null,
                     *         "prompt_image_tokens": null,
                     *         "completion_image_tokens": null,
                     *         "prompt_cache_write_5m_tokens": null,
                     *         "prompt_cache_write_1h_tokens": null,
                     *         "web_searches": null,
                     *         "prompt_audio_s": null,
                     *         "usage_contradicts": false,
                     *         "cost_usd": 0.0000048,
                     *         "cost_source": "price_table",
                     *         "tool_cost_usd": null,
                     *         "request_size_bytes": 96,
                     *         "request_truncated": false,
                     *         "request_omitted": false,
                     *         "request_hash": "d1a4ec6818e3706e69d1b862e15c8524",
                     *         "response_size_bytes": 281,
                     *         "response_truncated": false,
                     *         "response_omitted": false,
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
                     *         }
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["AttemptAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    putCorrection: {
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
                 *       "text": "Qubits can be in two states at once.",
                 *       "rater": "anna"
                 *     }
                 */
                "application/json": components["schemas"]["CorrectionBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": 6,
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:19.560Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RequestCountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    queryFirsts: {
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
                 *       "time_range": {
                 *         "start": "2026-01-05T10:10:00Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["FirstsQuery"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "key": "property.Environment",
                     *           "value": "staging",
                     *           "first_at": "2026-01-05T10:20:00.000Z",
                     *           "requests": 4
                     *         },
                     *         {
                     *           "key": "property.PromptVersion",
                     *           "value": "v2",
                     *           "first_at": "2026-01-05T10:20:00.000Z",
                     *           "requests": 4
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:23.797Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FirstsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *             "time_to_first_token_quantiles": null,
                     *             "models_asked": null,
                     *             "distinct_values": null,
                     *             "examples": null
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
                     *             "time_to_first_token_quantiles": null,
                     *             "models_asked": null,
                     *             "distinct_values": null,
                     *             "examples": null
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
                     *         },
                     *         "periods": null
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:19.567Z"
                     *     }
                     */
                    "application/json": components["schemas"]["GroupsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "response_id": "01a2282a-b440-7616-97c9-9b68cc21b71e",
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
                     *           "prompt_image_tokens": null,
                     *           "completion_image_tokens": null,
                     *           "prompt_cache_write_5m_tokens": null,
                     *           "prompt_cache_write_1h_tokens": null,
                     *           "web_searches": null,
                     *           "prompt_audio_s": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 90,
                     *             "relevance": 0.9,
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
                     *           "updated_at": "2026-11-29T16:36:57.040Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-2/bodies?project=1&expires=1796056619&signature=5d5a072e4b25d9325a640fcc15cc1f3873978d3c7d280132d55dc62d5111d3e5",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "error_type": null,
                     *           "error_code": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "parent_exchange_id": null,
                     *           "dialect": "openai_chat",
                     *           "extract_error": null,
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "cost_source": "price_table",
                     *           "tool_cost": null,
                     *           "trace_id": null,
                     *           "parent_span_id": null,
                     *           "session_id": "session-v2",
                     *           "session_source": "header",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "df63157c27f718c82d383c9aa06284ab",
                     *           "prompt_fingerprint": null,
                     *           "conversation_hash": "df63157c27f718c82d383c9aa06284ab",
                     *           "last_user_message_hash": "df63157c27f718c82d383c9aa06284ab",
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
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b5",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b6",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b7",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b8",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             }
                     *           ],
                     *           "score_count": 4,
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a2282a-b440-7616-97c9-9b68cc21b71e",
                     *               "started_at": "2026-01-05T12:20:00.000Z",
                     *               "ended_at": "2026-01-05T12:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "error_type": null,
                     *               "error_code": null,
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
                     *               "parent_exchange_id": null,
                     *               "dialect": "openai_chat",
                     *               "extract_error": null,
                     *               "unreadable_events": 0,
                     *               "trace_id": null,
                     *               "parent_span_id": null,
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
                     *               "prompt_image_tokens": null,
                     *               "completion_image_tokens": null,
                     *               "prompt_cache_write_5m_tokens": null,
                     *               "prompt_cache_write_1h_tokens": null,
                     *               "web_searches": null,
                     *               "prompt_audio_s": null,
                     *               "usage_contradicts": false,
                     *               "cost_usd": 0.0000048,
                     *               "cost_source": "price_table",
                     *               "tool_cost_usd": null,
                     *               "request_size_bytes": 91,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "ca7ef12c9323eefb320354ac6c43b1b9",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "attempt_count": 1,
                     *           "conflicts": [],
                     *           "conflict_count": 0,
                     *           "read_back_by": null
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T16:36:59.103Z",
                     *       "scanned": null,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "response_id": "01a2282a-b440-7616-97c9-9b68cc21b71e",
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
                     *           "prompt_image_tokens": null,
                     *           "completion_image_tokens": null,
                     *           "prompt_cache_write_5m_tokens": null,
                     *           "prompt_cache_write_1h_tokens": null,
                     *           "web_searches": null,
                     *           "prompt_audio_s": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 90,
                     *             "relevance": 0.9,
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
                     *           "updated_at": "2026-11-29T16:36:57.040Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-2/bodies?project=1&expires=1796056619&signature=5d5a072e4b25d9325a640fcc15cc1f3873978d3c7d280132d55dc62d5111d3e5",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "error_type": null,
                     *           "error_code": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "parent_exchange_id": null,
                     *           "dialect": "openai_chat",
                     *           "extract_error": null,
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "cost_source": "price_table",
                     *           "tool_cost": null,
                     *           "trace_id": null,
                     *           "parent_span_id": null,
                     *           "session_id": "session-v2",
                     *           "session_source": "header",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "df63157c27f718c82d383c9aa06284ab",
                     *           "prompt_fingerprint": null,
                     *           "conversation_hash": "df63157c27f718c82d383c9aa06284ab",
                     *           "last_user_message_hash": "df63157c27f718c82d383c9aa06284ab",
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
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b5",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b6",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b7",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b8",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             }
                     *           ],
                     *           "score_count": 4,
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a2282a-b440-7616-97c9-9b68cc21b71e",
                     *               "started_at": "2026-01-05T12:20:00.000Z",
                     *               "ended_at": "2026-01-05T12:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "error_type": null,
                     *               "error_code": null,
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
                     *               "parent_exchange_id": null,
                     *               "dialect": "openai_chat",
                     *               "extract_error": null,
                     *               "unreadable_events": 0,
                     *               "trace_id": null,
                     *               "parent_span_id": null,
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
                     *               "prompt_image_tokens": null,
                     *               "completion_image_tokens": null,
                     *               "prompt_cache_write_5m_tokens": null,
                     *               "prompt_cache_write_1h_tokens": null,
                     *               "web_searches": null,
                     *               "prompt_audio_s": null,
                     *               "usage_contradicts": false,
                     *               "cost_usd": 0.0000048,
                     *               "cost_source": "price_table",
                     *               "tool_cost_usd": null,
                     *               "request_size_bytes": 91,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "ca7ef12c9323eefb320354ac6c43b1b9",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "attempt_count": 1,
                     *           "conflicts": [],
                     *           "conflict_count": 0,
                     *           "read_back_by": null
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T16:36:59.117Z",
                     *       "scanned": null,
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "response_id": "01a2282a-b440-7a1c-aee2-3e41c9781fa1",
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
                     *           "prompt_image_tokens": null,
                     *           "completion_image_tokens": null,
                     *           "prompt_cache_write_5m_tokens": null,
                     *           "prompt_cache_write_1h_tokens": null,
                     *           "web_searches": null,
                     *           "prompt_audio_s": null,
                     *           "cost": 0.0000048,
                     *           "scores": {
                     *             "accuracy": 83,
                     *             "relevance": 0.83,
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
                     *           "updated_at": "2026-11-29T16:36:57.040Z",
                     *           "signed_body_url": "http://localhost:8787/v1/request/request-v2-3/bodies?project=1&expires=1796056619&signature=849085dd322e615a30ced2f7f41d0c2a1d0166868adbb314804ff0c39d49a597",
                     *           "feedback_created_at": null,
                     *           "outcome": "ok",
                     *           "error": null,
                     *           "error_type": null,
                     *           "error_code": null,
                     *           "upstream_id": "chatcmpl-abc123",
                     *           "parent_exchange_id": null,
                     *           "dialect": "openai_chat",
                     *           "extract_error": null,
                     *           "is_stream": false,
                     *           "finish_reason": "stop",
                     *           "cost_source": "price_table",
                     *           "tool_cost": null,
                     *           "trace_id": null,
                     *           "parent_span_id": null,
                     *           "session_id": "session-v2",
                     *           "session_source": "header",
                     *           "session_name": "Support",
                     *           "session_path": "/answer",
                     *           "input_hash": "7f0e985a423749c5922dcde3ffb36d94",
                     *           "prompt_fingerprint": null,
                     *           "conversation_hash": "7f0e985a423749c5922dcde3ffb36d94",
                     *           "last_user_message_hash": "7f0e985a423749c5922dcde3ffb36d94",
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
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577b9",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577ba",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577bb",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             },
                     *             {
                     *               "score_id": "01a2282a-b450-703c-8652-1956882577bc",
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
                     *               "scored_at": "2026-11-29T16:36:57.040Z",
                     *               "recorded_at": "2026-11-29T16:36:57.040Z"
                     *             }
                     *           ],
                     *           "score_count": 4,
                     *           "attempts": [
                     *             {
                     *               "exchange_id": "01a2282a-b440-7a1c-aee2-3e41c9781fa1",
                     *               "started_at": "2026-01-05T13:20:00.000Z",
                     *               "ended_at": "2026-01-05T13:20:00.250Z",
                     *               "outcome": "ok",
                     *               "error": null,
                     *               "error_type": null,
                     *               "error_code": null,
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
                     *               "parent_exchange_id": null,
                     *               "dialect": "openai_chat",
                     *               "extract_error": null,
                     *               "unreadable_events": 0,
                     *               "trace_id": null,
                     *               "parent_span_id": null,
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
                     *               "prompt_image_tokens": null,
                     *               "completion_image_tokens": null,
                     *               "prompt_cache_write_5m_tokens": null,
                     *               "prompt_cache_write_1h_tokens": null,
                     *               "web_searches": null,
                     *               "prompt_audio_s": null,
                     *               "usage_contradicts": false,
                     *               "cost_usd": 0.0000048,
                     *               "cost_source": "price_table",
                     *               "tool_cost_usd": null,
                     *               "request_size_bytes": 88,
                     *               "request_truncated": false,
                     *               "request_omitted": false,
                     *               "request_hash": "f3073afe9574461dd7160238a880b3c8",
                     *               "response_size_bytes": 281,
                     *               "response_truncated": false,
                     *               "response_omitted": false
                     *             }
                     *           ],
                     *           "attempt_count": 1,
                     *           "conflicts": [],
                     *           "conflict_count": 0,
                     *           "read_back_by": null
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T16:36:59.166Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RequestsByIdsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "updated_at": "2026-11-29T01:41:19.028Z"
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
                     *           "updated_at": "2026-11-29T01:41:19.519Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *         "updated_at": "2026-11-29T01:41:19.028Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *         "updated_at": "2026-11-29T01:41:19.519Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DefinitionAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "score_id": "01a224f6-ba31-753f-81ba-3225d3857498",
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
                     *           "scored_at": "2026-11-29T01:41:19.025Z",
                     *           "recorded_at": "2026-11-29T01:41:19.025Z",
                     *           "status": "stored",
                     *           "unit": "request",
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description Success. */
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
                     *         "accepted": 0,
                     *         "labels_among_numbers": {},
                     *         "scores": [
                     *           {
                     *             "score_id": "01a22757-3b77-7d0c-874b-06faf64fb9a3",
                     *             "status": "stored"
                     *           },
                     *           {
                     *             "score_id": "01a22757-3b77-7d0c-874b-06faf64fb9a4",
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "score_id": "01a224f6-ba31-753f-81ba-3225d3857498",
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
                     *           "scored_at": "2026-11-29T01:41:19.025Z",
                     *           "recorded_at": "2026-11-29T01:41:19.025Z",
                     *           "status": "stored",
                     *           "unit": "request",
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    queryAgreement: {
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
                 *       "score": "verdict",
                 *       "disagreements": 5
                 *     }
                 */
                "application/json": components["schemas"]["AgreementBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "type": null,
                     *         "scale": null,
                     *         "n_units": 0,
                     *         "n_units_of_one": 8,
                     *         "is_cut": false,
                     *         "raters": [],
                     *         "of": "all",
                     *         "percent": {
                     *           "value": null,
                     *           "interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "bootstrap_percentile",
                     *             "reason": "there are no values",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "n_units": 0
                     *         },
                     *         "alpha": {
                     *           "value": null,
                     *           "interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "bootstrap_percentile",
                     *             "reason": "there are no values",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "n_units": 0
                     *         },
                     *         "pairs": [],
                     *         "judges": [],
                     *         "disagreements": []
                     *       },
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:23.658Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AgreementAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
                 *       "pair_by": "input_hash",
                 *       "metrics": [
                 *         "cost_usd",
                 *         "latency_ms",
                 *         "error_rate"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CompareQuery"];
            };
        };
        responses: {
            /** @description Success. */
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
                     *             "n_units": 4,
                     *             "n_requests": 4,
                     *             "mean": 79.5,
                     *             "sd": 3.87298334621,
                     *             "min": 75,
                     *             "max": 84,
                     *             "interval": {
                     *               "low": 73.3372192297,
                     *               "high": 85.6627807703,
                     *               "method": "t",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_units": 4,
                     *             "n_requests": 4,
                     *             "mean": 86.5,
                     *             "sd": 3.10912635103,
                     *             "min": 83,
                     *             "max": 90,
                     *             "interval": {
                     *               "low": 81.5526861658,
                     *               "high": 91.4473138342,
                     *               "method": "t",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             }
                     *           },
                     *           "difference": 7,
                     *           "interval": {
                     *             "low": 0.854111771834,
                     *             "high": 13.1458882282,
                     *             "method": "welch_t",
                     *             "reason": null,
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "always_valid_interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "confidence_sequence",
                     *             "reason": "fewer than 100 independent requests, sessions or users in one group (4)",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "p_value": 0.0319465564256,
                     *           "p_value_holm": 0.159732782128,
                     *           "test": "welch_t",
                     *           "effect_size": {
                     *             "value": 1.73137432876,
                     *             "method": "hedges_g"
                     *           },
                     *           "paired": {
                     *             "pairs": 4,
                     *             "unpaired": null,
                     *             "difference": 7,
                     *             "interval": {
                     *               "low": -4.10061115044,
                     *               "high": 18.1006111504,
                     *               "method": "t",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "p_value": 0.138406354054,
                     *             "p_value_holm": 0.553625416215,
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
                     *             "n_units": 4,
                     *             "n_requests": 4,
                     *             "mean": 0.75,
                     *             "sd": 0.5,
                     *             "min": 0,
                     *             "max": 1,
                     *             "interval": {
                     *               "low": 0.300641842582,
                     *               "high": 0.95441273919,
                     *               "method": "wilson",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_units": 4,
                     *             "n_requests": 4,
                     *             "mean": 0.75,
                     *             "sd": 0.5,
                     *             "min": 0,
                     *             "max": 1,
                     *             "interval": {
                     *               "low": 0.300641842582,
                     *               "high": 0.95441273919,
                     *               "method": "wilson",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             }
                     *           },
                     *           "difference": 0,
                     *           "interval": {
                     *             "low": -0.493667217446,
                     *             "high": 0.493667217446,
                     *             "method": "newcombe",
                     *             "reason": null,
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "always_valid_interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "confidence_sequence",
                     *             "reason": "fewer than 100 independent requests, sessions or users in one group (4)",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
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
                     *             "unpaired": null,
                     *             "difference": 0,
                     *             "interval": {
                     *               "low": -0.46196794145,
                     *               "high": 0.46196794145,
                     *               "method": "bonett_price",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
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
                     *       "fresh_to": "2026-11-29T13:43:26.226Z",
                     *       "metrics": [
                     *         {
                     *           "name": "cost_usd",
                     *           "first": {
                     *             "name": "v1",
                     *             "n_requests": 4,
                     *             "mean": 0.0000048,
                     *             "sd": 0,
                     *             "min": 0.0000048,
                     *             "max": 0.0000048,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "t",
                     *               "reason": "all values are equal, so the spread cannot be estimated",
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": {
                     *               "0.5": 0.0000048,
                     *               "0.95": 0.0000048
                     *             },
                     *             "quantile_intervals": {
                     *               "0.5": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               },
                     *               "0.95": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               }
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_requests": 4,
                     *             "mean": 0.0000048,
                     *             "sd": 0,
                     *             "min": 0.0000048,
                     *             "max": 0.0000048,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "t",
                     *               "reason": "all values are equal, so the spread cannot be estimated",
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": {
                     *               "0.5": 0.0000048,
                     *               "0.95": 0.0000048
                     *             },
                     *             "quantile_intervals": {
                     *               "0.5": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               },
                     *               "0.95": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               }
                     *             }
                     *           },
                     *           "difference": 0,
                     *           "relative_difference": 0,
                     *           "interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "welch_t",
                     *             "reason": "all values are equal, so the spread cannot be estimated",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "always_valid_interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "confidence_sequence",
                     *             "reason": "all values are equal, so the spread cannot be estimated",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "p_value": null,
                     *           "p_value_holm": null,
                     *           "test": null,
                     *           "effect_size": {
                     *             "value": null,
                     *             "method": "hedges_g"
                     *           }
                     *         },
                     *         {
                     *           "name": "latency_ms",
                     *           "first": {
                     *             "name": "v1",
                     *             "n_requests": 4,
                     *             "mean": 250,
                     *             "sd": 0,
                     *             "min": 250,
                     *             "max": 250,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "t",
                     *               "reason": "all values are equal, so the spread cannot be estimated",
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": {
                     *               "0.5": 250,
                     *               "0.95": 250
                     *             },
                     *             "quantile_intervals": {
                     *               "0.5": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               },
                     *               "0.95": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               }
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_requests": 4,
                     *             "mean": 250,
                     *             "sd": 0,
                     *             "min": 250,
                     *             "max": 250,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "t",
                     *               "reason": "all values are equal, so the spread cannot be estimated",
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": {
                     *               "0.5": 250,
                     *               "0.95": 250
                     *             },
                     *             "quantile_intervals": {
                     *               "0.5": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               },
                     *               "0.95": {
                     *                 "low": null,
                     *                 "high": null,
                     *                 "method": "order_statistics",
                     *                 "reason": "too few values lie beyond the quantile",
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
                     *               }
                     *             }
                     *           },
                     *           "difference": 0,
                     *           "relative_difference": 0,
                     *           "interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "welch_t",
                     *             "reason": "all values are equal, so the spread cannot be estimated",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "always_valid_interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "confidence_sequence",
                     *             "reason": "all values are equal, so the spread cannot be estimated",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "p_value": null,
                     *           "p_value_holm": null,
                     *           "test": null,
                     *           "effect_size": {
                     *             "value": null,
                     *             "method": "hedges_g"
                     *           }
                     *         },
                     *         {
                     *           "name": "error_rate",
                     *           "first": {
                     *             "name": "v1",
                     *             "n_requests": 4,
                     *             "mean": 0,
                     *             "sd": 0,
                     *             "min": 0,
                     *             "max": 0,
                     *             "interval": {
                     *               "low": 0,
                     *               "high": 0.489890836455,
                     *               "method": "wilson",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": null,
                     *             "quantile_intervals": null
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_requests": 4,
                     *             "mean": 0,
                     *             "sd": 0,
                     *             "min": 0,
                     *             "max": 0,
                     *             "interval": {
                     *               "low": 0,
                     *               "high": 0.489890836455,
                     *               "method": "wilson",
                     *               "reason": null,
                     *               "caution": null,
                     *               "effective_df": null,
                     *               "largest_cluster_share": null
                     *             },
                     *             "quantiles": null,
                     *             "quantile_intervals": null
                     *           },
                     *           "difference": 0,
                     *           "relative_difference": null,
                     *           "interval": {
                     *             "low": -0.489890836455,
                     *             "high": 0.489890836455,
                     *             "method": "newcombe",
                     *             "reason": null,
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "always_valid_interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "confidence_sequence",
                     *             "reason": "fewer than 100 independent requests, sessions or users in one group (4)",
                     *             "caution": null,
                     *             "effective_df": null,
                     *             "largest_cluster_share": null
                     *           },
                     *           "p_value": 1,
                     *           "p_value_holm": 1,
                     *           "test": "fisher_exact",
                     *           "effect_size": {
                     *             "value": 0,
                     *             "method": "cohens_h"
                     *           }
                     *         }
                     *       ],
                     *       "unit": "request",
                     *       "pair_by": "input_hash",
                     *       "fairness": {
                     *         "periods": {
                     *           "first": {
                     *             "start": "2026-01-05T10:00:00.000Z",
                     *             "end": "2026-01-05T13:00:00.000Z",
                     *             "n_units": 4
                     *           },
                     *           "second": {
                     *             "start": "2026-01-05T10:20:00.000Z",
                     *             "end": "2026-01-05T13:20:00.000Z",
                     *             "n_units": 4
                     *           },
                     *           "overlap": {
                     *             "start": "2026-01-05T10:20:00.000Z",
                     *             "end": "2026-01-05T13:00:00.000Z",
                     *             "first_units": 3,
                     *             "second_units": 3
                     *           }
                     *         },
                     *         "mix": {
                     *           "keys": [
                     *             "user",
                     *             "property.Environment",
                     *             "property.Reviewed"
                     *           ],
                     *           "defined_by": [
                     *             "property.PromptVersion"
                     *           ],
                     *           "differing": []
                     *         },
                     *         "sample_ratio": null,
                     *         "in_both": {
                     *           "units": 0,
                     *           "sessions": {
                     *             "first": 1,
                     *             "second": 1,
                     *             "both": 0,
                     *             "first_units": 0,
                     *             "second_units": 0
                     *           },
                     *           "users": {
                     *             "first": 2,
                     *             "second": 2,
                     *             "both": 2,
                     *             "first_units": 4,
                     *             "second_units": 4
                     *           }
                     *         },
                     *         "warnings": [
                     *           "2 users occur in both groups, with 100 % of the requests of v1 and 100 % of those of v2, so the groups are not independent: `\"cluster_by\": \"user\"` takes this into account."
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CompareAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *               "key": "df63157c27f718c82d383c9aa06284ab",
                     *               "prompt_preview": "Is this review kind?",
                     *               "first": {
                     *                 "mean": 75,
                     *                 "n_units": 1,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v1-2",
                     *                 "session_id": null,
                     *                 "answer_preview": "Qubits, mostly."
                     *               },
                     *               "second": {
                     *                 "mean": 90,
                     *                 "n_units": 1,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v2-2",
                     *                 "session_id": null,
                     *                 "answer_preview": "Qubits, mostly."
                     *               },
                     *               "difference": 15
                     *             },
                     *             {
                     *               "key": "03d41c080173a9150e056ee75b91f75c",
                     *               "prompt_preview": "Explain quantum computing",
                     *               "first": {
                     *                 "mean": 78,
                     *                 "n_units": 1,
                     *                 "n_requests": 1,
                     *                 "request_id": "my-request",
                     *                 "session_id": null,
                     *                 "answer_preview": "Qubits, mostly."
                     *               },
                     *               "second": {
                     *                 "mean": 88,
                     *                 "n_units": 1,
                     *                 "n_requests": 1,
                     *                 "request_id": "request-v2-0",
                     *                 "session_id": null,
                     *                 "answer_preview": "Qubits, mostly."
                     *               },
                     *               "difference": 10
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.413Z",
                     *       "unit": "request",
                     *       "pair_by": "input_hash"
                     *     }
                     */
                    "application/json": components["schemas"]["PairsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The confirmed count is not the current one. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    explainScores: {
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
                 *       "cluster_by": "session"
                 *     }
                 */
                "application/json": components["schemas"]["ExplainQuery"];
            };
        };
        responses: {
            /** @description Success. */
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
                     *           "first": {
                     *             "name": "v1",
                     *             "n_units": 4,
                     *             "mean": 79.5,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "cluster_robust",
                     *               "reason": "fewer than two clusters are too few to estimate the spread between them",
                     *               "caution": null,
                     *               "effective_df": 0,
                     *               "largest_cluster_share": 1
                     *             }
                     *           },
                     *           "second": {
                     *             "name": "v2",
                     *             "n_units": 4,
                     *             "mean": 86.5,
                     *             "interval": {
                     *               "low": null,
                     *               "high": null,
                     *               "method": "cluster_robust",
                     *               "reason": "fewer than two clusters are too few to estimate the spread between them",
                     *               "caution": null,
                     *               "effective_df": 0,
                     *               "largest_cluster_share": 1
                     *             }
                     *           },
                     *           "difference": 7,
                     *           "interval": {
                     *             "low": null,
                     *             "high": null,
                     *             "method": "cluster_robust",
                     *             "reason": "fewer than two clusters are too few to estimate the spread between them",
                     *             "caution": null,
                     *             "effective_df": 2,
                     *             "largest_cluster_share": 1
                     *           },
                     *           "p_value": null,
                     *           "test": null,
                     *           "effect_size": {
                     *             "value": 1.73137432876,
                     *             "method": "hedges_g"
                     *           },
                     *           "keys": [],
                     *           "left_out": [
                     *             {
                     *               "key": "model",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "prompt",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "prompt_fingerprint",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "evaluator",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "property.Environment",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "property.PromptVersion",
                     *               "reason": "one_value"
                     *             },
                     *             {
                     *               "key": "property.Reviewed",
                     *               "reason": "one_value"
                     *             }
                     *           ],
                     *           "tested": 0,
                     *           "values": []
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T16:37:54.089Z",
                     *       "unit": "request",
                     *       "method": "kitagawa_delta",
                     *       "correction": "holm"
                     *     }
                     */
                    "application/json": components["schemas"]["ExplainAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "request_ratings": 8,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.025Z"
                     *         },
                     *         {
                     *           "name": "clarity",
                     *           "type": "number",
                     *           "ratings": 1,
                     *           "request_ratings": 1,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.099Z"
                     *         },
                     *         {
                     *           "name": "depth",
                     *           "type": "number",
                     *           "ratings": 1,
                     *           "request_ratings": 1,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.105Z"
                     *         },
                     *         {
                     *           "name": "fluency",
                     *           "type": "number",
                     *           "ratings": 2,
                     *           "request_ratings": 2,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.101Z"
                     *         },
                     *         {
                     *           "name": "helicone-score-feedback",
                     *           "type": "boolean",
                     *           "ratings": 2,
                     *           "request_ratings": 1,
                     *           "session_ratings": 1,
                     *           "last_recorded_at": "2026-11-29T01:41:19.104Z"
                     *         },
                     *         {
                     *           "name": "is_polite",
                     *           "type": "boolean",
                     *           "ratings": 1,
                     *           "request_ratings": 1,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.099Z"
                     *         },
                     *         {
                     *           "name": "is_safe",
                     *           "type": "boolean",
                     *           "ratings": 8,
                     *           "request_ratings": 8,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.025Z"
                     *         },
                     *         {
                     *           "name": "relevance",
                     *           "type": "number",
                     *           "ratings": 8,
                     *           "request_ratings": 8,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.025Z"
                     *         },
                     *         {
                     *           "name": "tone",
                     *           "type": "label",
                     *           "ratings": 1,
                     *           "request_ratings": 1,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.099Z"
                     *         },
                     *         {
                     *           "name": "verdict",
                     *           "type": "label",
                     *           "ratings": 8,
                     *           "request_ratings": 8,
                     *           "session_ratings": 0,
                     *           "last_recorded_at": "2026-11-29T01:41:19.025Z"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:19.109Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoreTypesAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *               "n_units": 4,
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
                     *                 "reason": null,
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
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
                     *               },
                     *               "judged": null
                     *             },
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v2"
                     *               },
                     *               "other": false,
                     *               "n_units": 4,
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
                     *                 "reason": null,
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
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
                     *               },
                     *               "judged": null
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
                     *               "n_units": 4,
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
                     *                 "reason": null,
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
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
                     *               },
                     *               "judged": null
                     *             },
                     *             {
                     *               "group": {
                     *                 "property.PromptVersion": "v2"
                     *               },
                     *               "other": false,
                     *               "n_units": 4,
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
                     *                 "reason": null,
                     *                 "caution": null,
                     *                 "effective_df": null,
                     *                 "largest_cluster_share": null
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
                     *               },
                     *               "judged": null
                     *             }
                     *           ],
                     *           "total": null
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T14:10:06.059Z",
                     *       "unit": "request"
                     *     }
                     */
                    "application/json": components["schemas"]["ScoresQueryAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listSessionSteps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example session-v1 */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "step_id": "01a224f6-ba2e-7102-bbe7-c84a2fc0fb71",
                     *           "depth": 0,
                     *           "kind": "call",
                     *           "name": "answer",
                     *           "started_at": "2026-01-05T10:00:00.000Z",
                     *           "duration_ms": 250,
                     *           "error": null,
                     *           "request_id": "my-request",
                     *           "trace_id": null,
                     *           "span_id": null,
                     *           "parent_span_id": null,
                     *           "session_path": "/answer",
                     *           "call": {
                     *             "outcome": "ok",
                     *             "status": 200,
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "cost": 0.0000048,
                     *             "prompt_preview": "Explain quantum computing",
                     *             "answer_preview": "Qubits, mostly.",
                     *             "scores": {
                     *               "accuracy": 78,
                     *               "clarity": 92,
                     *               "depth": 4,
                     *               "fluency": 0.87,
                     *               "helicone-score-feedback": true,
                     *               "is_polite": true,
                     *               "is_safe": true,
                     *               "tone": "friendly",
                     *               "verdict": "good"
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "step_id": "01a224f6-ba2e-7777-9172-f4bcbd872553",
                     *           "depth": 0,
                     *           "kind": "call",
                     *           "name": "answer",
                     *           "started_at": "2026-01-05T11:00:00.000Z",
                     *           "duration_ms": 250,
                     *           "error": null,
                     *           "request_id": "request-v1-1",
                     *           "trace_id": null,
                     *           "span_id": null,
                     *           "parent_span_id": null,
                     *           "session_path": "/answer",
                     *           "call": {
                     *             "outcome": "ok",
                     *             "status": 200,
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "cost": 0.0000048,
                     *             "prompt_preview": "Summarise this letter",
                     *             "answer_preview": "Qubits, mostly.",
                     *             "scores": {
                     *               "accuracy": 81,
                     *               "is_safe": true,
                     *               "relevance": 0.81,
                     *               "verdict": "good"
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "step_id": "01a224f6-ba2e-7981-bea9-9c263ddcbff0",
                     *           "depth": 0,
                     *           "kind": "call",
                     *           "name": "answer",
                     *           "started_at": "2026-01-05T12:00:00.000Z",
                     *           "duration_ms": 250,
                     *           "error": null,
                     *           "request_id": "request-v1-2",
                     *           "trace_id": null,
                     *           "span_id": null,
                     *           "parent_span_id": null,
                     *           "session_path": "/answer",
                     *           "call": {
                     *             "outcome": "ok",
                     *             "status": 200,
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "cost": 0.0000048,
                     *             "prompt_preview": "Is this review kind?",
                     *             "answer_preview": "Qubits, mostly.",
                     *             "scores": {
                     *               "accuracy": 75,
                     *               "is_safe": false,
                     *               "relevance": 0.75,
                     *               "verdict": "bad"
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "step_id": "01a224f6-ba2f-71c5-af9b-605031250b37",
                     *           "depth": 0,
                     *           "kind": "call",
                     *           "name": "answer",
                     *           "started_at": "2026-01-05T13:00:00.000Z",
                     *           "duration_ms": 250,
                     *           "error": null,
                     *           "request_id": "request-v1-3",
                     *           "trace_id": null,
                     *           "span_id": null,
                     *           "parent_span_id": null,
                     *           "session_path": "/answer",
                     *           "call": {
                     *             "outcome": "ok",
                     *             "status": 200,
                     *             "model": "gpt-4o-mini-2024-07-18",
                     *             "prompt_tokens": 12,
                     *             "completion_tokens": 5,
                     *             "cost": 0.0000048,
                     *             "prompt_preview": "Name three rivers",
                     *             "answer_preview": "Qubits, mostly.",
                     *             "scores": {
                     *               "accuracy": 84,
                     *               "is_safe": true,
                     *               "relevance": 0.84,
                     *               "verdict": "good"
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "error": null,
                     *       "truncated": false
                     *     }
                     */
                    "application/json": components["schemas"]["StepsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.731Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionCountAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.748Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionMetricsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.739Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionNamesAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *           "duration_ms": 10800250,
                     *           "user_ids": [
                     *             "alice",
                     *             "bob"
                     *           ],
                     *           "first_message": "Explain quantum computing"
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
                     *           "duration_ms": 10800250,
                     *           "user_ids": [
                     *             "alice",
                     *             "bob"
                     *           ],
                     *           "first_message": "Explain quantum computing"
                     *         }
                     *       ],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:20.718Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    querySessionsOfSteps: {
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
                 *       "time_range": {
                 *         "start": "2026-01-01T00:00:00Z"
                 *       },
                 *       "limit": 10
                 *     }
                 */
                "application/json": components["schemas"]["StepSessionsQuery"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null,
                     *       "fresh_to": "2026-11-29T01:41:23.817Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StepSessionsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:22.665Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SqlAnswer"];
                    "application/vnd.apache.arrow.stream": unknown;
                    "text/csv": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    logTraceCustomShort: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
        };
    };
    logTraceCustom: {
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
                 *       "providerRequest": {
                 *         "url": "custom-model-nopath",
                 *         "json": {
                 *           "model": "my-model",
                 *           "messages": [
                 *             {
                 *               "role": "user",
                 *               "content": "Name a river"
                 *             }
                 *           ]
                 *         },
                 *         "meta": {}
                 *       },
                 *       "providerResponse": {
                 *         "json": {
                 *           "choices": [
                 *             {
                 *               "message": {
                 *                 "role": "assistant",
                 *                 "content": "The Danube"
                 *               }
                 *             }
                 *           ]
                 *         },
                 *         "status": 200,
                 *         "headers": {}
                 *       },
                 *       "timing": {
                 *         "startTime": {
                 *           "seconds": 1767607200,
                 *           "milliseconds": 0
                 *         },
                 *         "endTime": {
                 *           "seconds": 1767607201,
                 *           "milliseconds": 250
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ManualLog"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                    };
                    "text/plain": unknown;
                };
            };
        };
    };
    addSpansJson: {
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
                 *       "resourceSpans": [
                 *         {
                 *           "resource": {
                 *             "attributes": [
                 *               {
                 *                 "key": "service.name",
                 *                 "value": {
                 *                   "stringValue": "shop"
                 *                 }
                 *               }
                 *             ]
                 *           },
                 *           "scopeSpans": [
                 *             {
                 *               "scope": {
                 *                 "name": "my-tracer"
                 *               },
                 *               "spans": [
                 *                 {
                 *                   "traceId": "5b8efff798038103d269b633813fc60c",
                 *                   "spanId": "eee19b7ec3c1b174",
                 *                   "name": "chat gpt-4o",
                 *                   "kind": 3,
                 *                   "startTimeUnixNano": "1767607200000000000",
                 *                   "endTimeUnixNano": "1767607201250000000",
                 *                   "attributes": [
                 *                     {
                 *                       "key": "gen_ai.operation.name",
                 *                       "value": {
                 *                         "stringValue": "chat"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.provider.name",
                 *                       "value": {
                 *                         "stringValue": "openai"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.request.model",
                 *                       "value": {
                 *                         "stringValue": "gpt-4o"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.usage.input_tokens",
                 *                       "value": {
                 *                         "intValue": "12"
                 *                       }
                 *                     }
                 *                   ]
                 *                 }
                 *               ]
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
                "application/x-protobuf": unknown;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
        };
    };
    addSpansPython: {
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
                 *       "resourceSpans": [
                 *         {
                 *           "resource": {
                 *             "attributes": [
                 *               {
                 *                 "key": "service.name",
                 *                 "value": {
                 *                   "stringValue": "shop"
                 *                 }
                 *               }
                 *             ]
                 *           },
                 *           "scopeSpans": [
                 *             {
                 *               "scope": {
                 *                 "name": "my-tracer"
                 *               },
                 *               "spans": [
                 *                 {
                 *                   "traceId": "5b8efff798038103d269b633813fc60c",
                 *                   "spanId": "eee19b7ec3c1b174",
                 *                   "name": "chat gpt-4o",
                 *                   "kind": 3,
                 *                   "startTimeUnixNano": "1767607200000000000",
                 *                   "endTimeUnixNano": "1767607201250000000",
                 *                   "attributes": [
                 *                     {
                 *                       "key": "gen_ai.operation.name",
                 *                       "value": {
                 *                         "stringValue": "chat"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.provider.name",
                 *                       "value": {
                 *                         "stringValue": "openai"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.request.model",
                 *                       "value": {
                 *                         "stringValue": "gpt-4o"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.usage.input_tokens",
                 *                       "value": {
                 *                         "intValue": "12"
                 *                       }
                 *                     }
                 *                   ]
                 *                 }
                 *               ]
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
                "application/x-protobuf": unknown;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
        };
    };
    addSpans: {
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
                 *       "resourceSpans": [
                 *         {
                 *           "resource": {
                 *             "attributes": [
                 *               {
                 *                 "key": "service.name",
                 *                 "value": {
                 *                   "stringValue": "shop"
                 *                 }
                 *               }
                 *             ]
                 *           },
                 *           "scopeSpans": [
                 *             {
                 *               "scope": {
                 *                 "name": "my-tracer"
                 *               },
                 *               "spans": [
                 *                 {
                 *                   "traceId": "5b8efff798038103d269b633813fc60c",
                 *                   "spanId": "eee19b7ec3c1b174",
                 *                   "name": "chat gpt-4o",
                 *                   "kind": 3,
                 *                   "startTimeUnixNano": "1767607200000000000",
                 *                   "endTimeUnixNano": "1767607201250000000",
                 *                   "attributes": [
                 *                     {
                 *                       "key": "gen_ai.operation.name",
                 *                       "value": {
                 *                         "stringValue": "chat"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.provider.name",
                 *                       "value": {
                 *                         "stringValue": "openai"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.request.model",
                 *                       "value": {
                 *                         "stringValue": "gpt-4o"
                 *                       }
                 *                     },
                 *                     {
                 *                       "key": "gen_ai.usage.input_tokens",
                 *                       "value": {
                 *                         "intValue": "12"
                 *                       }
                 *                     }
                 *                   ]
                 *                 }
                 *               ]
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": Record<string, never>;
                "application/x-protobuf": unknown;
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description Too many scores wait for requests that were never logged. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
                };
            };
            /** @description The store or the replica is unavailable; try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code?: number;
                        message: string;
                    };
                    "application/x-protobuf": unknown;
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.787Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserSpreadAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.774Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserMetricsAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
            /** @description Success. */
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
                     *       "fresh_to": "2026-11-29T01:41:20.767Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UsersAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "view_id": "01a224f6-ba3a-780a-8648-ff961b50de3a",
                     *           "name": "Failed calls",
                     *           "page": "requests",
                     *           "search": {
                     *             "f": [
                     *               {
                     *                 "field": "status",
                     *                 "op": "gte",
                     *                 "value": "400"
                     *               }
                     *             ]
                     *           },
                     *           "shared": false,
                     *           "default": false,
                     *           "owner": null,
                     *           "own": true,
                     *           "created_at": "2026-11-29T01:41:19.034Z",
                     *           "updated_at": "2026-11-29T01:41:19.034Z"
                     *         },
                     *         {
                     *           "view_id": "01a224f6-cccf-7331-86ed-523d15755096",
                     *           "name": "To label",
                     *           "page": "requests",
                     *           "search": {
                     *             "f": [
                     *               {
                     *                 "field": "score",
                     *                 "name": "verdict",
                     *                 "op": "none",
                     *                 "value": ""
                     *               }
                     *             ],
                     *             "sort": "created_at",
                     *             "columns": [
                     *               "time",
                     *               "prompt",
                     *               "answer",
                     *               "scores.verdict"
                     *             ]
                     *           },
                     *           "shared": true,
                     *           "default": false,
                     *           "owner": null,
                     *           "own": true,
                     *           "created_at": "2026-11-29T01:41:23.791Z",
                     *           "updated_at": "2026-11-29T01:41:23.791Z"
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ViewsAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    createView: {
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
                 *       "name": "To label",
                 *       "page": "requests",
                 *       "search": {
                 *         "f": [
                 *           {
                 *             "field": "score",
                 *             "name": "verdict",
                 *             "op": "none",
                 *             "value": ""
                 *           }
                 *         ],
                 *         "sort": "created_at",
                 *         "columns": [
                 *           "time",
                 *           "prompt",
                 *           "answer",
                 *           "scores.verdict"
                 *         ]
                 *       },
                 *       "shared": true
                 *     }
                 */
                "application/json": components["schemas"]["ViewBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "view_id": "01a224f6-cccf-7331-86ed-523d15755096",
                     *         "name": "To label",
                     *         "page": "requests",
                     *         "search": {
                     *           "f": [
                     *             {
                     *               "field": "score",
                     *               "name": "verdict",
                     *               "op": "none",
                     *               "value": ""
                     *             }
                     *           ],
                     *           "sort": "created_at",
                     *           "columns": [
                     *             "time",
                     *             "prompt",
                     *             "answer",
                     *             "scores.verdict"
                     *           ]
                     *         },
                     *         "shared": true,
                     *         "default": false,
                     *         "owner": null,
                     *         "own": true,
                     *         "created_at": "2026-11-29T01:41:23.791Z",
                     *         "updated_at": "2026-11-29T01:41:23.791Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ViewAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    replaceView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example VIEW_ID */
                view_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Failed calls",
                 *       "page": "requests",
                 *       "search": {
                 *         "f": [
                 *           {
                 *             "field": "status",
                 *             "op": "gte",
                 *             "value": "500"
                 *           }
                 *         ]
                 *       },
                 *       "default": true
                 *     }
                 */
                "application/json": components["schemas"]["ViewBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "view_id": "01a224f6-ba3a-780a-8648-ff961b50de3a",
                     *         "name": "Failed calls",
                     *         "page": "requests",
                     *         "search": {
                     *           "f": [
                     *             {
                     *               "field": "status",
                     *               "op": "gte",
                     *               "value": "500"
                     *             }
                     *           ]
                     *         },
                     *         "shared": false,
                     *         "default": true,
                     *         "owner": null,
                     *         "own": true,
                     *         "created_at": "2026-11-29T01:41:19.034Z",
                     *         "updated_at": "2026-11-29T01:41:23.794Z"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ViewAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example VIEW_ID */
                view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "01a224f6-ba38-7d63-8f52-060439ba282b",
                     *           "created_at": "2026-11-29T01:41:19.032Z",
                     *           "updated_at": "2026-11-29T01:41:19.032Z",
                     *           "destination": "https://receiver.invalid/hook",
                     *           "version": "2024-10-22",
                     *           "config": {
                     *             "sampleRate": 100,
                     *             "propertyFilters": []
                     *           },
                     *           "includeData": true,
                     *           "events": [
                     *             "score.added"
                     *           ],
                     *           "filter": "all",
                     *           "enabled": false,
                     *           "disabled_reason": null,
                     *           "hmac_key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                     *           "secret": "whsec_…",
                     *           "rotated_at": null,
                     *           "deliveries": {
                     *             "seen": 0,
                     *             "matched": 0,
                     *             "sampled": 0,
                     *             "dropped": 0,
                     *             "filter_failed": 0,
                     *             "delivered": 0,
                     *             "deleted": 0,
                     *             "attempts_failed": 0,
                     *             "failed": 0,
                     *             "waiting": 0,
                     *             "failed_now": 0
                     *           }
                     *         },
                     *         {
                     *           "id": "01a224f6-cbef-7af9-91c0-c270b8e57e50",
                     *           "created_at": "2026-11-29T01:41:23.567Z",
                     *           "updated_at": "2026-11-29T01:41:23.567Z",
                     *           "destination": "https://evaluator.example.com/hook",
                     *           "version": "2024-10-22",
                     *           "config": {
                     *             "sampleRate": 10,
                     *             "propertyFilters": []
                     *           },
                     *           "includeData": true,
                     *           "events": [
                     *             "request.logged"
                     *           ],
                     *           "filter": {
                     *             "request_response_rmt": {
                     *               "properties": {
                     *                 "Environment": {
                     *                   "equals": "production"
                     *                 }
                     *               }
                     *             }
                     *           },
                     *           "enabled": true,
                     *           "disabled_reason": null,
                     *           "hmac_key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                     *           "secret": "whsec_…",
                     *           "rotated_at": null,
                     *           "deliveries": {
                     *             "seen": 0,
                     *             "matched": 0,
                     *             "sampled": 0,
                     *             "dropped": 0,
                     *             "filter_failed": 0,
                     *             "delivered": 0,
                     *             "deleted": 0,
                     *             "attempts_failed": 0,
                     *             "failed": 0,
                     *             "waiting": 0,
                     *             "failed_now": 0
                     *           }
                     *         }
                     *       ],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhooksAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    createWebhook: {
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
                 *       "destination": "https://evaluator.example.com/hook",
                 *       "events": [
                 *         "request.logged"
                 *       ],
                 *       "filter": {
                 *         "request_response_rmt": {
                 *           "properties": {
                 *             "Environment": {
                 *               "equals": "production"
                 *             }
                 *           }
                 *         }
                 *       },
                 *       "config": {
                 *         "sampleRate": 10,
                 *         "propertyFilters": []
                 *       },
                 *       "includeData": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "01a224f6-cbef-7af9-91c0-c270b8e57e50",
                     *         "created_at": "2026-11-29T01:41:23.567Z",
                     *         "updated_at": "2026-11-29T01:41:23.567Z",
                     *         "destination": "https://evaluator.example.com/hook",
                     *         "version": "2024-10-22",
                     *         "config": {
                     *           "sampleRate": 10,
                     *           "propertyFilters": []
                     *         },
                     *         "includeData": true,
                     *         "events": [
                     *           "request.logged"
                     *         ],
                     *         "filter": {
                     *           "request_response_rmt": {
                     *             "properties": {
                     *               "Environment": {
                     *                 "equals": "production"
                     *               }
                     *             }
                     *           }
                     *         },
                     *         "enabled": true,
                     *         "disabled_reason": null,
                     *         "hmac_key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                     *         "secret": "whsec_…",
                     *         "rotated_at": null,
                     *         "deliveries": {
                     *           "seen": 0,
                     *           "matched": 0,
                     *           "sampled": 0,
                     *           "dropped": 0,
                     *           "filter_failed": 0,
                     *           "delivered": 0,
                     *           "deleted": 0,
                     *           "attempts_failed": 0,
                     *           "failed": 0,
                     *           "waiting": 0,
                     *           "failed_now": 0
                     *         }
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example WEBHOOK_ID */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "01a224f6-ba38-7d63-8f52-060439ba282b",
                     *         "created_at": "2026-11-29T01:41:19.032Z",
                     *         "updated_at": "2026-11-29T01:41:23.573Z",
                     *         "destination": "https://receiver.invalid/hook",
                     *         "version": "2024-10-22",
                     *         "config": {
                     *           "sampleRate": 100,
                     *           "propertyFilters": []
                     *         },
                     *         "includeData": true,
                     *         "events": [
                     *           "score.added"
                     *         ],
                     *         "filter": "all",
                     *         "enabled": false,
                     *         "disabled_reason": null,
                     *         "hmac_key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                     *         "secret": "whsec_…",
                     *         "rotated_at": null,
                     *         "deliveries": {
                     *           "seen": 0,
                     *           "matched": 0,
                     *           "sampled": 0,
                     *           "dropped": 0,
                     *           "filter_failed": 0,
                     *           "delivered": 0,
                     *           "deleted": 0,
                     *           "attempts_failed": 0,
                     *           "failed": 0,
                     *           "waiting": 0,
                     *           "failed_now": 0
                     *         }
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example WEBHOOK_ID */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
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
                    "application/json": components["schemas"]["NothingAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    listDeliveries: {
        parameters: {
            query?: {
                /** @example 1000 */
                before?: number;
                /** @example 10 */
                limit?: number;
                /** @example failed */
                state?: "waiting" | "failed";
            };
            header?: never;
            path: {
                /** @example WEBHOOK_ID */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [],
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveriesAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    resendDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example WEBHOOK_ID */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "start": "2026-01-01T00:00:00Z",
                 *       "end": "2026-01-02T00:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["ResendBody"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "resent": 0
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["ResentAnswer"];
                };
            };
            /** @description The body can't be parsed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
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
            /** @description The body is not declared as JSON, or its Content-Encoding is unknown. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example WEBHOOK_ID */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "success": false,
                     *         "message": "The test failed: the host name cannot be resolved"
                     *       },
                     *       "error": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookTestAnswer"];
                };
            };
            /** @description There is no API key, or an unknown one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unauthenticated"];
                };
            };
            /** @description The key lacks the scope, or a web page of another origin sent the request. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description Nothing has that name or id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The Host header names another host. */
            421: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description A field is missing or invalid; the answer names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invalid"] | components["schemas"]["ErrorAnswer"];
                };
            };
            /** @description The store or the replica is unavailable; try again. */
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
