package io.stratum.autoconfigure.websocket;

import java.util.Map;

import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Remembers in the session of a socket for whom it was opened.
 */
final class TenantHandshake implements HandshakeInterceptor {

	private final TenantContext context;

	TenantHandshake(TenantContext context) {
		this.context = context;
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			Map<String, Object> attributes) {
		SocketTenant.remember(this.context, attributes);
		return true;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
			@Nullable Exception exception) {
		// Nothing is held.
	}

}
