package io.stratum.autoconfigure.web;

import java.util.List;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells whether a request was sent from one of the gateways' networks.
 */
final class GatewaySenders implements Predicate<HttpServletRequest> {

	private final List<Network> networks;

	GatewaySenders(List<String> networks) {
		this.networks = networks.stream().map(Network::parse).toList();
	}

	@Override
	public boolean test(HttpServletRequest request) {
		return this.networks.stream().anyMatch((network) -> network.contains(request.getRemoteAddr()));
	}

}
