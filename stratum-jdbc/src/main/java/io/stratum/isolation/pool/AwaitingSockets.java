package io.stratum.isolation.pool;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/**
 * Makes sockets whose close ends only when the server has let go.
 *
 * <p>
 * PostgreSQL counts a connection until its backend is gone, which is a moment after the
 * client hung up. A ceiling that holds at every moment has to wait for that moment. Named
 * to the driver, so it is public.
 */
public final class AwaitingSockets extends SocketFactory {

	private static final int LONGEST_WAIT_MILLIS = 1000;

	/**
	 * Creates the factory, as the driver does.
	 */
	public AwaitingSockets() {
	}

	@Override
	public Socket createSocket() {
		return new AwaitingSocket();
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		throw new UnsupportedOperationException();
	}

	private static final class AwaitingSocket extends Socket {

		private boolean closing;

		@Override
		public void close() throws IOException {
			if (!this.closing && isConnected()) {
				this.closing = true;
				awaitEnd();
			}
			super.close();
		}

		private void awaitEnd() {
			try {
				setSoTimeout(LONGEST_WAIT_MILLIS);
				shutdownOutput();
				InputStream input = getInputStream();
				while (input.read() >= 0) {
					// What the server still says is of no interest.
				}
			}
			catch (IOException ex) {
				// The server is gone already, or takes too long.
			}
		}

	}

}
