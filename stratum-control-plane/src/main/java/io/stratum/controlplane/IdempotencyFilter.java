package io.stratum.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.engine.JsonInput;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import io.stratum.web.TenantResolution;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a request that is sent again as it was answered first.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

	private static final String HEADER = "Idempotency-Key";

	private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG,
			HttpHeaders.CONTENT_TYPE);

	private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

	private final IdempotencyRecords records;

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	IdempotencyFilter(IdempotencyRecords records) {
		this.records = records;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(HEADER) == null
				|| callerOf(request).type() == Caller.Type.ANONYMOUS;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		if (key.isEmpty() || key.length() > 255 || !JsonInput.isStorable(key)) {
			this.problems.write(request, response, Problem
				.of(InvalidInputException.of(HEADER, "The idempotency key has 1 to 255 characters.", "size")));
			return;
		}
		RepeatableRequest repeatable = RepeatableRequest.of(request);
		if (repeatable == null) {
			// Too large; whoever reads the body says so.
			chain.doFilter(request, response);
			return;
		}
		once(RateLimitFilter.credential(callerOf(request)), key, repeatable, response, chain);
	}

	private void once(String credential, String key, RepeatableRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		IdempotencyRecords.Earlier earlier;
		try {
			earlier = this.records.claim(credential, key, this.records.fingerprint(address(request), request.body()));
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("Idempotency keys cannot be looked up", ex);
			this.problems.write(request, response, new StratumException(ErrorCode.SERVICE_UNAVAILABLE,
					"The database cannot be reached now. Try again later.", Map.of("reason", "database")));
			return;
		}
		if (earlier != null) {
			replay(earlier, request, response);
		}
		else {
			run(credential, key, request, response, chain);
		}
	}

	private void run(String credential, String key, RepeatableRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
		boolean answered = false;
		try {
			chain.doFilter(request, caching);
			answered = isFinal(caching);
		}
		finally {
			settle(credential, key, answered ? answer(request, caching) : null);
		}
		caching.copyBodyToResponse();
	}

	/**
	 * Notes how a request ended; what was answered to it stands even if that fails.
	 */
	private void settle(String credential, String key, IdempotencyRecords.@Nullable Answer answer) {
		try {
			if (answer != null) {
				this.records.keep(credential, key, answer);
			}
			else {
				this.records.forget(credential, key);
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("The answer under an idempotency key cannot be kept", ex);
		}
	}

	private void replay(IdempotencyRecords.Earlier earlier, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		IdempotencyRecords.Answer answer = earlier.answer();
		if (!earlier.same()) {
			this.problems.write(request, response, Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED,
					"The idempotency key was used for another request. Choose a new one."));
		}
		else if (answer == null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
			this.problems.write(request, response, Problem.of(new StratumException(ErrorCode.IDEMPOTENCY_IN_PROGRESS,
					"The first request under this key still runs. Try again later.")));
		}
		else {
			response.setStatus(answer.status());
			answer.headers().forEach((name, value) -> response.setHeader(name, String.valueOf(value)));
			response.setHeader("Idempotent-Replayed", "true");
			response.getOutputStream().write(answer.body());
		}
	}

	/**
	 * Tells whether the same request would be answered the same way again.
	 */
	private static boolean isFinal(HttpServletResponse response) {
		return response.getStatus() < 500 && response.getHeader(HttpHeaders.RETRY_AFTER) == null;
	}

	private static IdempotencyRecords.Answer answer(HttpServletRequest request,
			ContentCachingResponseWrapper response) {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>();
		KEPT_HEADERS.forEach((name) -> {
			String value = HttpHeaders.CONTENT_TYPE.equals(name) ? response.getContentType() : response.getHeader(name);
			if (value != null) {
				headers.put(name, value);
			}
		});
		return new IdempotencyRecords.Answer(response.getStatus(), headers,
				withoutSecrets(request, response.getContentAsByteArray()));
	}

	private static byte[] withoutSecrets(HttpServletRequest request, byte[] body) {
		Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
		ShownOnce secrets = (handler instanceof HandlerMethod method) ? method.getMethodAnnotation(ShownOnce.class)
				: null;
		if (secrets == null || !(Wire.mapper().readTree(body) instanceof ObjectNode answer)) {
			return body;
		}
		for (String member : secrets.value()) {
			answer.replace(member, answer.nullNode());
		}
		return Wire.mapper().writeValueAsBytes(answer);
	}

	private static byte[] address(HttpServletRequest request) {
		return (request.getMethod() + " " + request.getRequestURI() + "?"
				+ Objects.requireNonNullElse(request.getQueryString(), ""))
			.getBytes(StandardCharsets.UTF_8);
	}

	private static Caller callerOf(HttpServletRequest request) {
		TenantResolution resolution = TenantResolution.of(request);
		return (resolution != null) ? resolution.caller() : Caller.ANONYMOUS;
	}

}
