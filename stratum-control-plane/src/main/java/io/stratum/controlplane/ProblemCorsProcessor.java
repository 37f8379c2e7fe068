package io.stratum.controlplane;

import java.io.IOException;

import io.stratum.ErrorCode;
import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Refuses scripts of unknown origins with a problem, as all else is refused.
 */
final class ProblemCorsProcessor extends DefaultCorsProcessor {

	private final ProblemWriter problems = new ProblemWriter(Wire.mapper());

	@Override
	public boolean processRequest(@Nullable CorsConfiguration config, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean valid = super.processRequest(config, request, response);
		if (!valid) {
			this.problems.write(request, response,
					Problem.of(ErrorCode.FORBIDDEN, "Scripts of this origin may not send this request."));
		}
		return valid;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.FORBIDDEN);
	}

}
