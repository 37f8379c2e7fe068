package io.stratum.autoconfigure.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.stratum.tenant.TenantContext;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportHandlingSockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/**
 * Has every handshake remember its tenant, whatever endpoint it reaches.
 */
final class SocketWiring implements BeanPostProcessor {

	private final Supplier<TenantContext> context;

	SocketWiring(Supplier<TenantContext> context) {
		this.context = context;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractUrlHandlerMapping mapping) {
			mapping.getHandlerMap().values().forEach(this::wire);
		}
		return bean;
	}

	private void wire(Object handler) {
		if (handler instanceof WebSocketHttpRequestHandler plain) {
			plain.setHandshakeInterceptors(with(plain.getHandshakeInterceptors()));
		}
		else if (handler instanceof SockJsHttpRequestHandler fallback
				&& fallback.getSockJsService() instanceof TransportHandlingSockJsService service) {
			service.setHandshakeInterceptors(with(service.getHandshakeInterceptors()));
		}
	}

	private List<HandshakeInterceptor> with(List<HandshakeInterceptor> present) {
		List<HandshakeInterceptor> all = new ArrayList<>(present);
		all.add(new TenantHandshake(this.context.get()));
		return all;
	}

}
