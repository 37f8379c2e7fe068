package io.stratum.controlplane;

import java.io.IOException;

import io.stratum.web.Problem;
import io.stratum.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers what Spring Security's firewall refuses with a problem, as all else is.
 */
public final class PlainRejection implements RequestRejectedHandler {

	private final ProblemWriter problems;

	/**
	 * Creates the handler.
	 * @param problems how a refusal is written
	 */
	public PlainRejection(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
			throws IOException {
		this.problems.write(request, response, problem());
	}

	/**
	 * Tells what is wrong with an address.
	 * @return the problem
	 */
	public static Problem problem() {
		return Problem.of(PlainAddress.refusal());
	}

}
