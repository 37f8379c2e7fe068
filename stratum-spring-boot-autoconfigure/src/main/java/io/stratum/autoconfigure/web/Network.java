package io.stratum.autoconfigure.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import io.stratum.StratumStartupException;

/**
 * A range of addresses, written as one address or with the length of its prefix (RFC
 * 4632, RFC 4291).
 */
final class Network {

	// Anything else would be looked up as a host name.
	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

	private final byte[] address;

	private final int prefix;

	private Network(byte[] address, int prefix) {
		this.address = address;
		this.prefix = prefix;
	}

	static Network parse(String text) {
		int slash = text.indexOf('/');
		try {
			byte[] address = address((slash < 0) ? text : text.substring(0, slash));
			int prefix = (slash < 0) ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
			if (prefix >= 0 && prefix <= address.length * 8) {
				return new Network(address, prefix);
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below.
		}
		throw new StratumStartupException("'stratum.web.resolution.gateways' has '" + text + "', which is no network.",
				"Write addresses like '10.1.2.3', or networks like '10.0.0.0/8' or 'fd00::/8'.");
	}

	boolean contains(String other) {
		byte[] candidate = ADDRESS.matcher(other).matches() ? address(other) : new byte[0];
		if (candidate.length != this.address.length) {
			return false;
		}
		for (int bit = 0; bit < this.prefix; bit++) {
			int mask = 0x80 >> (bit % 8);
			if ((candidate[bit / 8] & mask) != (this.address[bit / 8] & mask)) {
				return false;
			}
		}
		return true;
	}

	private static byte[] address(String text) {
		if (!ADDRESS.matcher(text).matches()) {
			throw new IllegalArgumentException("Not an address");
		}
		try {
			return InetAddress.getByName(text).getAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
