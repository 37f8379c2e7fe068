package io.stratum.controlplane;

import java.io.IOException;

import io.stratum.ErrorCode;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import io.stratum.web.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with a problem what went wrong outside of any handler.
 */
final class LastWordFilter extends OncePerRequestFilter {

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			if (response.isCommitted()) {
				throw ex;
			}
			this.logger.error("Request " + RequestId.of(request) + " failed", ex);
			response.resetBuffer();
			this.problems.write(request, response, problem(ex));
		}
	}

	private static Problem problem(Exception exception) {
		return DatabaseAbsence.isCauseOf(exception) ? Problem.of(DatabaseAbsence.refusal())
				: Problem.of(ErrorCode.INTERNAL_SERVER_ERROR, "Something went wrong on the server.");
	}

}
