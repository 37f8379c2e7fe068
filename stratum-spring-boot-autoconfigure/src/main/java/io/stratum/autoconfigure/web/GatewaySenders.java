package io.stratum.autoconfigure.web;

import java.util.List;
import java.util.function.Predicate;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells whether a request was sent from one of the gateways' networks.
 *
 * <p>
 * <b>Guarantees.</b> What counts is who opened the connection as the container knows it;
 * a filter that reads forwarding headers does not change the answer.
 */
final class GatewaySenders implements Predicate<HttpServletRequest> {

	private final List<Network> networks;

	GatewaySenders(List<String> networks) {
		this.networks = networks.stream().map(Network::parse).toList();
	}

	@Override
	public boolean test(HttpServletRequest request) {
		String sender = received(request).getRemoteAddr();
		return this.networks.stream().anyMatch((network) -> network.contains(sender));
	}

	// Wrappers may answer with what a header claims about the sender.
	private static ServletRequest received(ServletRequest request) {
		return (request instanceof ServletRequestWrapper wrapper) ? received(wrapper.getRequest()) : request;
	}

}
