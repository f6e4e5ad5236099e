import {
  ElButton as Button,
  ElConfigProvider as ConfigProvider,
  ElDialog as Dialog,
  ElDrawer as Drawer,
  ElDropdown as Dropdown,
  ElDropdownItem as DropdownItem,
  ElDropdownMenu as DropdownMenu,
  ElMessage as Message,
  ElMessageBox as MessageBox,
  ElProgress as Progress,
} from 'element-plus';
import locale from 'element-plus/es/locale/lang/zh-cn.mjs';
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-button.css';
import 'element-plus/theme-chalk/el-dialog.css';
import 'element-plus/theme-chalk/el-drawer.css';
import 'element-plus/theme-chalk/el-dropdown.css';
import 'element-plus/theme-chalk/el-dropdown-item.css';
import 'element-plus/theme-chalk/el-dropdown-menu.css';
import 'element-plus/theme-chalk/el-input.css';
import 'element-plus/theme-chalk/el-message.css';
import 'element-plus/theme-chalk/el-message-box.css';
import 'element-plus/theme-chalk/el-overlay.css';
import 'element-plus/theme-chalk/el-popper.css';
import 'element-plus/theme-chalk/el-progress.css';
import 'element-plus/theme-chalk/el-scrollbar.css';
import 'element-plus/theme-chalk/el-tooltip.css';
import './styles/element.css';

/**
 * Every Element Plus component the desk uses: its name, its style sheet, and a line below. Pages of the phone never
 * import this file, so that a phone loads none of it.
 */
export const ElButton = Button;
export const ElConfigProvider = ConfigProvider;
export const ElDialog = Dialog;
export const ElDrawer = Drawer;
export const ElDropdown = Dropdown;
export const ElDropdownItem = DropdownItem;
export const ElDropdownMenu = DropdownMenu;
export const ElMessage = Message;
export const ElMessageBox = MessageBox;
export const ElProgress = Progress;

export const chinese = locale;
