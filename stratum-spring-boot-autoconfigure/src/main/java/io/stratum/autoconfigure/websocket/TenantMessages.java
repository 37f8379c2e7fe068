package io.stratum.autoconfigure.websocket;

import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Binds the tenant of the socket on the thread that handles one of its messages.
 */
final class TenantMessages implements ExecutorChannelInterceptor {

	private static final String SCOPE = TenantMessages.class.getName() + ".scope";

	private final TenantContext context;

	private final Tenants tenants;

	TenantMessages(TenantContext context, Tenants tenants) {
		this.context = context;
		this.tenants = tenants;
	}

	@Override
	public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
		SocketTenant opened = SocketTenant.of(SimpMessageHeaderAccessor.getSessionAttributes(message.getHeaders()));
		if (opened == null) {
			return message;
		}
		// The scope travels with the message, to be closed by the thread that opened it.
		SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.wrap(message);
		headers.setHeader(SCOPE, opened.bind(this.context, this.tenants));
		return MessageBuilder.createMessage(message.getPayload(), headers.getMessageHeaders());
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler,
			@Nullable Exception failure) {
		if (message.getHeaders().get(SCOPE) instanceof TenantContext.Scope scope) {
			scope.close();
		}
	}

}
