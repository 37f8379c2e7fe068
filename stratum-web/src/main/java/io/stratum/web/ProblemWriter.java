package io.stratum.web;

import java.io.IOException;

import io.stratum.StratumException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes problems where no controller is at work: in filters and entry points.
 */
public final class ProblemWriter {

	private final JsonMapper mapper;

	/**
	 * Creates a writer.
	 * @param mapper how bodies become JSON
	 */
	public ProblemWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Answers a request with what an exception tells.
	 * @param request the request
	 * @param response the answer, not committed yet
	 * @param exception the exception
	 * @throws IOException if the answer cannot be written
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, StratumException exception)
			throws IOException {
		write(request, response, Problem.of(exception));
	}

	/**
	 * Answers a request with a problem.
	 * @param request the request
	 * @param response the answer, not committed yet
	 * @param problem the problem
	 * @throws IOException if the answer cannot be written
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		byte[] body = this.mapper.writeValueAsBytes(problem.body(RequestId.of(request)));
		response.setStatus(problem.status());
		response.setContentType(Problem.MEDIA_TYPE);
		response.setContentLength(body.length);
		if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey, Bearer");
		}
		if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		response.getOutputStream().write(body);
	}

}
