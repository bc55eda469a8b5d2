package io.corsync.status;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets operators alone do what changes something.
 */
final class OperatorsPageGate implements HandlerInterceptor {

	private static final Logger log = LoggerFactory.getLogger(OperatorsPageGate.class);

	private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		boolean ours = handler instanceof HandlerMethod method
				&& method.getBeanType().getPackageName().equals(getClass().getPackageName());
		if (!ours || LOOKING.contains(request.getMethod()) || request.isUserInRole("OPERATOR")) {
			return true;
		}
		log.warn("{} {} was refused to {}, who is no operator", request.getMethod(), request.getRequestURI(),
				request.getRemoteUser());
		response.sendError(HttpServletResponse.SC_FORBIDDEN);
		return false;
	}

}
