package routes.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.apache.camel.support.management.NotificationSenderAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Describes a class once for all its objects in JMX. Camel does it anew for each step, endpoint and
 * consumer, with the same result: a third of what the main thread does in a start.
 */
final class BeanInfoOfClass extends DefaultManagementMBeanAssembler {
  private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

  private BeanInfoOfClass(CamelContext camel) {
    super(camel);
  }

  /** To be called before Camel is configured; later it has made one of its own. */
  static void install(CamelContext camel) {
    camel.getCamelContextExtension().setManagementMBeanAssembler(new BeanInfoOfClass(camel));
  }

  @Override
  public @Nullable ModelMBean assemble(MBeanServer server, Object managed, ObjectName name)
      throws JMException {
    if (hasMoreToShow(managed)) {
      return super.assemble(server, managed, name);
    }
    ModelMBeanInfo info = known.get(managed.getClass());
    if (info == null) {
      info = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
      if (info == null) {
        return null;
      }
      known.put(managed.getClass(), info);
    }
    return bean(info, managed);
  }

  /** A component, processor or service of somebody's own with annotations beside Camel's. */
  private static boolean hasMoreToShow(Object managed) {
    return managed instanceof ManagedInstance holder
        && holder.getInstance() != null
        && holder.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
  }

  private ModelMBean bean(ModelMBeanInfo info, Object managed) throws JMException {
    boolean mask =
        Boolean.TRUE.equals(camelContext.getManagementStrategy().getManagementAgent().getMask());
    // It copies the information; what it shares with others is only read.
    MixinRequiredModelMBean bean = new MixinRequiredModelMBean(info, mask, null, null);
    try {
      bean.setManagedResource(managed, "ObjectReference");
    } catch (InvalidTargetObjectTypeException e) {
      throw new JMException(e.getMessage());
    }
    if (managed instanceof NotificationSenderAware sender) {
      sender.setNotificationSender(new NotificationSenderAdapter(bean));
    }
    return bean;
  }
}
