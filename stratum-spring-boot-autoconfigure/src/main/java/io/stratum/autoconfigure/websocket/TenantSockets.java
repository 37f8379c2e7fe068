package io.stratum.autoconfigure.websocket;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.stratum.engine.ChangeFeed;
import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Binds the tenant of each socket while it is served, and closes sockets of tenants that
 * are no longer in use.
 */
final class TenantSockets implements WebSocketHandlerDecoratorFactory {

	private static final Logger log = LoggerFactory.getLogger(TenantSockets.class);

	private static final CloseStatus NOT_IN_USE = CloseStatus.POLICY_VIOLATION.withReason("The tenant is not in use");

	private final TenantContext context;

	private final Tenants tenants;

	private final Map<String, WebSocketSession> open = new ConcurrentHashMap<>();

	TenantSockets(TenantContext context, Tenants tenants, ChangeFeed feed) {
		this.context = context;
		this.tenants = tenants;
		feed.onChange((change) -> {
			if (!this.open.isEmpty() && (change.kind().equals("tenant") || change.kind().equals("*"))) {
				// What hears of changes must not wait, and memory may hear of this one
				// after us.
				Thread closing = new Thread(this::closeSleeping, "stratum-socket-closing");
				closing.setDaemon(true);
				closing.start();
			}
		});
	}

	@Override
	public WebSocketHandler decorate(WebSocketHandler handler) {
		return new Bound(handler);
	}

	void closeSleeping() {
		List.copyOf(this.open.values()).stream().filter(this::isSleeping).forEach(TenantSockets::close);
	}

	private boolean isSleeping(WebSocketSession session) {
		SocketTenant opened = SocketTenant.of(session.getAttributes());
		return opened != null && opened.tenant() != null
				&& this.tenants.find(opened.tenant()).filter(Tenant::isActive).isEmpty();
	}

	private static void close(WebSocketSession session) {
		try {
			session.close(NOT_IN_USE);
		}
		catch (IOException ex) {
			log.debug("A socket could not be closed", ex);
		}
	}

	private final class Bound extends WebSocketHandlerDecorator {

		private Bound(WebSocketHandler handler) {
			super(handler);
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			TenantSockets.this.open.put(session.getId(), session);
			bound(session, () -> super.afterConnectionEstablished(session));
		}

		@Override
		public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
			bound(session, () -> super.handleMessage(session, message));
		}

		@Override
		public void handleTransportError(WebSocketSession session, Throwable failure) throws Exception {
			bound(session, () -> super.handleTransportError(session, failure));
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
			TenantSockets.this.open.remove(session.getId());
			super.afterConnectionClosed(session, status);
		}

		private void bound(WebSocketSession session, Work work) throws Exception {
			SocketTenant opened = SocketTenant.of(session.getAttributes());
			if (opened == null) {
				work.run();
				return;
			}
			try (TenantContext.Scope scope = opened.bind(TenantSockets.this.context, TenantSockets.this.tenants)) {
				work.run();
			}
			catch (CarriedTenantUnknownException ex) {
				close(session);
			}
		}

	}

	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}
