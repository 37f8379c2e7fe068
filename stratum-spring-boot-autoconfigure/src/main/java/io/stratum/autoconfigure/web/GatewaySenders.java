package io.stratum.autoconfigure.web;

import java.util.List;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Tells whether a request was sent from one of the gateways' networks.
 */
final class GatewaySenders implements Predicate<HttpServletRequest> {

	private final List<IpAddressMatcher> networks;

	GatewaySenders(List<String> networks) {
		this.networks = networks.stream().map(IpAddressMatcher::new).toList();
	}

	@Override
	public boolean test(HttpServletRequest request) {
		return this.networks.stream().anyMatch((network) -> network.matches(request.getRemoteAddr()));
	}

}
