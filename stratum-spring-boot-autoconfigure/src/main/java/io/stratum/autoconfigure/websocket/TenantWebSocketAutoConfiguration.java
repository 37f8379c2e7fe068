package io.stratum.autoconfigure.websocket;

import java.util.List;

import io.stratum.autoconfigure.messaging.MessageParameters;
import io.stratum.autoconfigure.parameter.TenantParameterAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.web.TenantParameters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Carries the tenant of a handshake to the messages of its socket.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, TenantParameterAutoConfiguration.class })
@ConditionalOnClass({ WebSocketHandler.class, TenantParameters.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean({ Tenants.class, ChangeFeed.class })
public final class TenantWebSocketAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SocketWiring stratumSocketWiring(ObjectProvider<TenantContext> context) {
		return new SocketWiring(context::getObject);
	}

	/**
	 * Decorates the sockets of STOMP; handlers of plain sockets can be decorated with it
	 * where they are registered.
	 */
	@Bean
	WebSocketHandlerDecoratorFactory stratumTenantSockets(TenantContext context, Tenants tenants, ChangeFeed feed) {
		return new TenantSockets(context, tenants, feed);
	}

	/**
	 * Binds the tenant of each STOMP message where it is handled.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Message.class)
	static class StompConfiguration implements WebSocketMessageBrokerConfigurer {

		private final TenantContext context;

		private final Tenants tenants;

		private final WebSocketHandlerDecoratorFactory sockets;

		private final ObjectProvider<TenantParameters> parameters;

		StompConfiguration(TenantContext context, Tenants tenants,
				WebSocketHandlerDecoratorFactory stratumTenantSockets, ObjectProvider<TenantParameters> parameters) {
			this.context = context;
			this.tenants = tenants;
			this.sockets = stratumTenantSockets;
			this.parameters = parameters;
		}

		@Override
		public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
			registry.addDecoratorFactory(this.sockets);
		}

		@Override
		public void configureClientInboundChannel(ChannelRegistration registration) {
			registration.interceptors(new TenantMessages(this.context, this.tenants));
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			this.parameters.ifAvailable((known) -> resolvers.add(new MessageParameters(known)));
		}

	}

}
